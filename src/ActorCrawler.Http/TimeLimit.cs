namespace ActorCrawler.Http;

/// <summary>Which time limit ran out.</summary>
public enum TimeLimit : byte
{
    /// <summary>Looking up the host name.</summary>
    Resolve = 0,

    /// <summary>Connecting to the host's addresses.</summary>
    Connect = 1,

    /// <summary>The TLS handshake.</summary>
    TlsHandshake = 2,

    /// <summary>From the request to the end of the response head, interim answers included.</summary>
    Head = 3,

    /// <summary>Between two reads of the body.</summary>
    Idle = 4,

    /// <summary>The whole exchange.</summary>
    Total = 5,
}
