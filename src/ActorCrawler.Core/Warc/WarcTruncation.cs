namespace ActorCrawler.Core.Warc;

/// <summary>Why a record holds less than there was (WARC 1.1, WARC-Truncated).</summary>
public enum WarcTruncation : byte
{
    /// <summary>It is whole.</summary>
    None,

    /// <summary>Longer than the cap.</summary>
    Length,

    /// <summary>A time limit ran out.</summary>
    Time,

    /// <summary>The connection broke.</summary>
    Disconnect,

    /// <summary>For another reason.</summary>
    Unspecified,
}
