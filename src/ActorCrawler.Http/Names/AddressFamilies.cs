namespace ActorCrawler.Http.Names;

/// <summary>Which addresses of a name are used.</summary>
public enum AddressFamilies
{
    /// <summary>IPv4, and IPv6 when this machine has an IPv6 address other than loopback and link-local.</summary>
    Auto,

    /// <summary>IPv4 only.</summary>
    IPv4,

    /// <summary>IPv6 only.</summary>
    IPv6,

    /// <summary>Both.</summary>
    Both,
}
