using Akka.Configuration;
using Akka.Routing;

namespace Akka.Actor;

/// <summary>What <c>akka.actor.deployment</c> says about actors below <c>/user</c>, by their path.</summary>
internal sealed class Deployer
{
    private readonly Dictionary<string, Config> _deployments = [];

    internal Deployer(Config config)
    {
        if (config.GetConfig("akka.actor.deployment") is not { IsEmpty: false } deployments) return;
        var defaults = deployments.GetConfig("default");
        foreach (var (path, _) in deployments.AsEnumerable())
        {
            if (path != "default") _deployments[path] = deployments.GetConfig($"\"{path}\"")!.WithFallback(defaults);
        }
    }

    /// <summary>The props with what is configured for their path; configuration takes precedence over code.</summary>
    /// <exception cref="ConfigurationException">A router is to be made from configuration, and there is none.</exception>
    internal Props Apply(Props props, ActorPath path)
    {
        var deployment = path.Depth > 1 && path.Elements[0] == "user"
            ? _deployments.GetValueOrDefault(path.ToStringWithoutAddress()["/user".Length..])
            : null;
        if (deployment is not null)
        {
            if (deployment.GetString("dispatcher") is { Length: > 0 } dispatcher) props = props.WithDispatcher(dispatcher);
            if (deployment.GetString("mailbox") is { Length: > 0 } mailbox) props = props.WithMailbox(mailbox);
            if (props.RouterConfig is { } coded && RouterConfig.FromDeployment(deployment, coded) is { } configured)
                props = props.WithRouter(configured);
        }

        if (props.RouterConfig is FromConfig)
            throw new ConfigurationException($"Configuration missing for router [{path}] in 'akka.actor.deployment' section.");
        return props;
    }
}
