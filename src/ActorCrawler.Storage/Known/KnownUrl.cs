namespace ActorCrawler.Storage.Known;

/// <summary>A known URL's number, and a bound of its depth: what it was when this was written; it only ever shrinks. Packed in 64 bits.</summary>
internal readonly record struct KnownUrl(long Packed)
{
    /// <summary>The bits that the bound takes.</summary>
    internal const int DepthBits = 8;

    /// <summary>The bound that stands for itself and everything deeper.</summary>
    internal const int DepthLimit = (1 << DepthBits) - 1;

    internal KnownUrl(long id, int depth)
        : this((id << DepthBits) | (long)Math.Min(depth, DepthLimit))
    {
    }

    /// <summary>Stands for a URL that is not known.</summary>
    internal static KnownUrl None => default;

    internal bool Exists => Packed != 0;

    internal long Id => Packed >> DepthBits;

    /// <summary>The depth is no larger than this; <see cref="DepthLimit"/> says nothing.</summary>
    internal int Bound => (int)(Packed & DepthLimit);

    /// <summary>Whether a path of that depth may be shorter than one that a bound is known of.</summary>
    internal static bool MayBeDeeper(int bound, int depth) => depth < bound || bound == DepthLimit;
}
