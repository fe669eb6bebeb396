namespace ActorCrawler.Core.Http;

/// <summary>How undoing content codings went; what was decoded until then is good in every case.</summary>
public enum DecodeStatus : byte
{
    /// <summary>The body is whole.</summary>
    Complete,

    /// <summary>The data is whole, but the checksum behind it is wrong or missing.</summary>
    Unverified,

    /// <summary>The body is labelled gzip and is not: it was taken as it is.</summary>
    Mislabelled,

    /// <summary>The body ends before its coding does.</summary>
    Truncated,

    /// <summary>The body breaks its coding's rules.</summary>
    Corrupt,

    /// <summary>Decoding stopped at <see cref="DecodeLimits.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>Decoding stopped at <see cref="DecodeLimits.MaxRatio"/>.</summary>
    TooDense,
}
