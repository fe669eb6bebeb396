using System.Collections.Immutable;
using System.Net;

namespace ActorCrawler.Http.Names;

/// <summary>What a name server answered: one of the records nested here.</summary>
internal abstract record DnsReply
{
    private DnsReply()
    {
    }

    /// <summary>Addresses of the type asked for.</summary>
    public sealed record Addresses(ImmutableArray<IPAddress> Found, TimeSpan TimeToLive) : DnsReply;

    /// <summary>There is no such record; with <paramref name="NoSuchName"/> not even the name.</summary>
    public sealed record None(bool NoSuchName, TimeSpan? TimeToLive) : DnsReply;

    /// <summary>The answer does not fit into a datagram: ask again over TCP.</summary>
    public sealed record Truncated : DnsReply;

    /// <summary>The server reports an error (RFC 1035 section 4.1.1).</summary>
    public sealed record Error(int Code) : DnsReply;

    /// <summary>The answer breaks the rules of its format.</summary>
    public sealed record Malformed : DnsReply;

    /// <summary>No answer came in time.</summary>
    public sealed record Silence : DnsReply;

    /// <summary>The server could not be reached.</summary>
    public sealed record Unreachable(string Why) : DnsReply;
}
