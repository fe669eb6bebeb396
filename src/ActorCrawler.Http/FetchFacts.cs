using System.Net;

namespace ActorCrawler.Http;

/// <summary>When an exchange took place and what it took. Part of every outcome.</summary>
public sealed record FetchFacts
{
    /// <summary>When the exchange began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the beginning to the end of the exchange, look-up and connecting included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Looking up the name; null when the connection was already there or the address known.</summary>
    public TimeSpan? Resolve { get; init; }

    /// <summary>Connecting; null when the connection was already there.</summary>
    public TimeSpan? Connect { get; init; }

    /// <summary>The TLS handshake; null when there was none.</summary>
    public TimeSpan? TlsHandshake { get; init; }

    /// <summary>From the request's last byte sent to the end of the response head: the host's latency. Null without a response, or when it is not known (HTTP/2: from the beginning).</summary>
    public TimeSpan? Head { get; init; }

    /// <summary>The address connected to; with a proxy, the proxy's. Null when no connection was made.</summary>
    public IPEndPoint? RemoteAddress { get; init; }

    /// <summary>The address that the exchange counts against: the lowest of the host's. Null when it is not known or nothing is counted.</summary>
    public IPAddress? CountedAddress { get; init; }

    /// <summary>The request's head as sent; empty unless <see cref="FetchSettings.KeepRequests"/>, and without an exchange.</summary>
    public ReadOnlyMemory<byte> RequestHead { get; init; }

    /// <summary>Whether that was put together from what HTTP/2 was given to send.</summary>
    public bool RequestIsRebuilt { get; init; }

    /// <summary>Bytes of response head and body received, without TLS and chunk framing.</summary>
    public required long BytesReceived { get; init; }
}
