using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>The kinds of mailbox that the configuration knows.</summary>
internal sealed class Mailboxes
{
    private readonly Config _config;
    private readonly Config _defaults;
    private readonly MailboxSettings _default;

    internal Mailboxes(Config config)
    {
        _config = config;
        _defaults = config.GetConfig("akka.actor.default-mailbox")!;
        _default = Parse("akka.actor.default-mailbox", _defaults);
    }

    /// <exception cref="ConfigurationException">There is no such section, or its mailbox-type is unknown.</exception>
    internal MailboxSettings Lookup(string id)
    {
        if (id.Length == 0) return _default;
        var section = _config.GetConfig(id) ?? throw new ConfigurationException($"Mailbox Type [{id}] not configured");
        return Parse(id, section.WithFallback(_defaults));
    }

    private static MailboxSettings Parse(string id, Config config)
    {
        var type = config.GetString("mailbox-type")!.Split(',')[0].Trim();
        var capacity = type switch
        {
            "Akka.Dispatch.UnboundedMailbox" or "Akka.Dispatch.UnboundedDequeBasedMailbox" => 0,
            "Akka.Dispatch.BoundedMailbox" or "Akka.Dispatch.BoundedDequeBasedMailbox" => config.GetInt("mailbox-capacity"),
            _ => throw new ConfigurationException($"Mailbox [{id}]: the embedded runtime has no '{type}'.")
        };
        if (capacity < 0) throw new ConfigurationException($"Mailbox [{id}]: mailbox-capacity cannot be negative.");
        return new MailboxSettings(capacity, config.GetTimeSpan("mailbox-push-timeout-time"), config.GetInt("stash-capacity"));
    }
}
