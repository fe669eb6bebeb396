using System.CommandLine;
using ActorCrawler.Actors.Nodes;
using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>health</c>: asks a node on this machine whether it is well, for containers and service managers that know no HTTP.</summary>
internal static class HealthVerb
{
    public static Command Make(CliContext context)
    {
        var config = new Option<string>("--config") { HelpName = "FILE", Description = "The file that the node was started with. Default: the environment says where it listens." };
        var command = new VerbCommand("health", "Ask a node (seed or worker) on this machine whether it is up in its cluster, at the place that the setting cluster.health names.")
        {
            Examples =
            [
                ("ACTORCRAWLER_CLUSTER_HEALTH=127.0.0.1:8558 actorcrawler health", "Prints what the node says; exits with 0 when it is well, else with 1."),
            ],
        };
        command.Options.Add(config);
        command.SetAction(async (parsed, stop) =>
        {
            var settings = CrawlSettings.Load(new SettingsSources
            {
                JobFile = parsed.GetValue(config),
                Environment = context.Environment,
                WorkingDirectory = context.WorkingDirectory,
                NeedsStartUrls = false,
                NeedsSecrets = false,
            });
            var at = settings.Cluster.Health
                ?? throw new SettingsException("health: cluster.health is off; where the node listens is said by --config or by ACTORCRAWLER_CLUSTER_HEALTH=HOST:PORT.");
            var (isWell, text) = await NodeHealthClient.AskAsync(at, stop).ConfigureAwait(false);
            if (isWell)
            {
                context.Out.WriteLine(text);
                return ExitCode.Done;
            }

            context.Error.WriteLine($"actorcrawler: {text}");
            return ExitCode.Failed;
        });
        return command;
    }
}
