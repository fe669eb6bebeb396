namespace ActorCrawler.Storage.Known;

/// <summary>A URL to be looked up: its fingerprint, where the rest of it is found, and the answer.</summary>
internal struct Candidate
{
    internal ulong High;

    internal ulong Low;

    /// <summary>Links from the nearest start URL.</summary>
    internal int Depth;

    /// <summary>Its place in the order of discovery.</summary>
    internal int Item;

    /// <summary>The answer.</summary>
    internal KnownUrl Known;
}
