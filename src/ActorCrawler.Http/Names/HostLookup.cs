using System.Collections.Immutable;
using System.Net;

namespace ActorCrawler.Http.Names;

/// <summary>What a look-up of a host name came to: one of the records nested here.</summary>
public abstract record HostLookup
{
    private HostLookup()
    {
    }

    /// <summary>The name has addresses.</summary>
    /// <param name="Addresses">At least one, in the order to try them.</param>
    public sealed record Found(ImmutableArray<IPAddress> Addresses) : HostLookup;

    /// <summary>The name does not exist, or has no address.</summary>
    /// <param name="Detail">What was answered, for people.</param>
    public sealed record Missing(string Detail) : HostLookup;

    /// <summary>The name servers failed: another attempt may succeed.</summary>
    /// <param name="Detail">What happened, for people.</param>
    public sealed record Failed(string Detail) : HostLookup;

    /// <summary>No answer came in time.</summary>
    /// <param name="Detail">Who was asked and for how long, for people.</param>
    public sealed record TimedOut(string Detail) : HostLookup;
}
