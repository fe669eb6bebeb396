using System.Net;

namespace ActorCrawler.Http.Connections;

/// <summary>What is known of one connection. Belongs to its stream; read by the exchanges that use it.</summary>
internal sealed class ConnectionFacts
{
    public required IPEndPoint RemoteAddress { get; init; }

    public TimeSpan? Resolve { get; init; }

    public required TimeSpan Connect { get; init; }

    public TimeSpan? TlsHandshake { get; set; }

    /// <summary>Whether an exchange has already reported the times above.</summary>
    public bool Used { get; set; }
}
