namespace ActorCrawler.Core.Http;

/// <summary>A content coding that can be undone.</summary>
public enum ContentCoding : byte
{
    /// <summary>gzip and x-gzip (RFC 1952).</summary>
    Gzip,

    /// <summary>deflate: zlib (RFC 1950), or bare deflate (RFC 1951) as some servers send it.</summary>
    Deflate,

    /// <summary>br (RFC 7932).</summary>
    Brotli,
}
