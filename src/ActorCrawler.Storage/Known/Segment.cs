namespace ActorCrawler.Storage.Known;

/// <summary>A sorted piece of a level: a place in the file, and its signatures when there is memory for them.</summary>
internal sealed class Segment
{
    /// <summary>The most entries of a segment.</summary>
    internal const int MaxEntries = 32_768;

    /// <summary>Entries of a segment when many are made at once: leaves room before it must be split.</summary>
    internal const int GoodEntries = MaxEntries / 4 * 3;

    /// <summary>Its place in the file.</summary>
    internal required int Slot { get; init; }

    internal required int Count { get; init; }

    /// <summary>The leading half of its first fingerprint: it covers everything from here to the next segment of its level.</summary>
    internal required ulong First { get; init; }

    /// <summary>The leading half of its last fingerprint.</summary>
    internal required ulong Last { get; init; }

    internal required ulong Checksum { get; init; }

    /// <summary>Null when there is no memory for them: look-ups read the file.</summary>
    internal required Signatures? Signatures { get; init; }
}
