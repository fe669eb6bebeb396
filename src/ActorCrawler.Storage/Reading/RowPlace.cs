namespace ActorCrawler.Storage.Reading;

/// <summary>Where a row stands.</summary>
/// <param name="File">The file's name in the job directory.</param>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">Its bytes, newline included.</param>
public sealed record RowPlace(string File, long Offset, int Length);
