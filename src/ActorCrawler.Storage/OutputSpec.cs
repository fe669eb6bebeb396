namespace ActorCrawler.Storage;

/// <summary>
/// A further output of a job, beside pages.jsonl and urls.jsonl: a file, or a row of files, that only grows. It may be added and left out
/// from one run of the job to the next: it holds what was committed while it was there.
/// </summary>
public sealed record OutputSpec
{
    /// <summary>Its name, by which rows say where they go; also its file's. Must not change between runs.</summary>
    public required string Name { get; init; }

    /// <summary>What stands at the beginning of each file, from the file's name; counts as no row. Null for nothing.</summary>
    public Func<string, ReadOnlyMemory<byte>>? Header { get; init; }

    /// <summary>
    /// A file that has reached this many bytes is followed by another; null for a single file. Files are then numbered before the first dot of
    /// their name: <c>pages-00001.warc.gz</c>. One that was followed is never touched again and may be moved away.
    /// </summary>
    public long? RotateAt { get; init; }

    /// <summary>Whether what one commit adds is compressed to a gzip member of its own (RFC 1952 section 2.2).</summary>
    public bool Gzip { get; init; }

    /// <summary>Whether it is text, in which no zero byte can stand: after a loss of power zeros at its end are then told from rows.</summary>
    public bool IsText { get; init; }
}
