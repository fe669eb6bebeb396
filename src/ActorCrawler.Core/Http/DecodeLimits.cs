namespace ActorCrawler.Core.Http;

/// <summary>What undoing content codings may come to.</summary>
/// <param name="MaxBytes">Decoded bytes at most; what is beyond is not produced. Holds for what lies between stacked codings, too.</param>
/// <param name="MaxRatio">
/// Decoded bytes for one received byte at most; 0 for no limit. Honest pages reach 100, deflate's own limit is 1032, brotli has none.
/// </param>
/// <param name="RatioFreeBytes">Decoded bytes up to which the ratio does not matter.</param>
public readonly record struct DecodeLimits(long MaxBytes, int MaxRatio, long RatioFreeBytes);
