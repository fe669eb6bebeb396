namespace Akka.Actor;

/// <summary>Where an actor system is: <c>akka://name</c> in this process, <c>akka.tcp://name@host:port</c> elsewhere.</summary>
public sealed record Address
{
    /// <summary>The address of nothing in particular, for references that belong to no system.</summary>
    public static readonly Address AllSystems = new("akka", "all-systems");

    /// <param name="protocol">For example <c>akka.tcp</c>.</param>
    /// <param name="system">Name of the actor system.</param>
    /// <param name="host">Host name, null for a local address; kept in lower case.</param>
    /// <param name="port">TCP port, null for a local address.</param>
    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host?.ToLowerInvariant();
        Port = port;
    }

    public string Protocol { get; }

    public string System { get; }

    public string? Host { get; }

    public int? Port { get; }

    public bool HasLocalScope => string.IsNullOrEmpty(Host);

    public bool HasGlobalScope => !HasLocalScope;

    /// <summary>Reads <c>protocol://system[@host:port]</c>; throws <see cref="FormatException"/> on anything else.</summary>
    public static Address Parse(string address) =>
        TryParse(address, out var parsed, out var rest) && rest.Length == 0
            ? parsed
            : throw new FormatException($"'{address}' is no address: expected protocol://system or protocol://system@host:port.");

    /// <summary>System, and host and port if any: what <see cref="ToString"/> shows after the protocol.</summary>
    public string HostPort() => ToString()[(Protocol.Length + 3)..];

    public override string ToString() => Host is null
        ? $"{Protocol}://{System}"
        : Port is { } port ? $"{Protocol}://{System}@{Host}:{port}" : $"{Protocol}://{System}@{Host}";

    // Leaves in 'rest' what follows the authority: "" or "/path...".
    internal static bool TryParse(string text, out Address address, out string rest)
    {
        address = AllSystems;
        rest = "";
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || !text.StartsWith("akka", StringComparison.Ordinal)) return false;
        var authorityStart = scheme + 3;
        var slash = text.IndexOf('/', authorityStart);
        var authority = slash < 0 ? text[authorityStart..] : text[authorityStart..slash];
        rest = slash < 0 ? "" : text[slash..];
        var at = authority.IndexOf('@');
        if (at < 0)
        {
            if (authority.Length == 0 || authority.Contains(':')) return false;
            address = new Address(text[..scheme], authority);
            return true;
        }

        var colon = authority.LastIndexOf(':');
        if (at == 0 || colon <= at + 1 || !ushort.TryParse(authority.AsSpan(colon + 1), out var port)) return false;
        address = new Address(text[..scheme], authority[..at], authority[(at + 1)..colon], port);
        return true;
    }
}
