namespace ActorCrawler.Storage.Known;

/// <summary>A known URL's number, and a bound of its depth: what it was when this was written; it only ever shrinks. Packed in 64 bits.</summary>
internal readonly record struct KnownUrl(long Packed)
{
    private const int DepthBits = 8;

    private const int DepthLimit = (1 << DepthBits) - 1;

    internal KnownUrl(long id, int depth)
        : this((id << DepthBits) | (long)Math.Min(depth, DepthLimit))
    {
    }

    /// <summary>Stands for a URL that is not known.</summary>
    internal static KnownUrl None => default;

    internal bool Exists => Packed != 0;

    internal long Id => Packed >> DepthBits;

    /// <summary>Whether a path of that depth may be shorter than what is known. Depths beyond 254 are not told apart here.</summary>
    internal bool MayBeDeeperThan(int depth) => (Packed & DepthLimit) is var known && (depth < known || known == DepthLimit);
}
