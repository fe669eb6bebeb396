namespace ActorCrawler.Actors;

/// <summary>A file that holds results of a crawl.</summary>
/// <param name="Path">Where it is, absolute.</param>
/// <param name="Rows">Committed rows or records in it.</param>
/// <param name="Bytes">Its committed length.</param>
public sealed record OutputFile(string Path, long Rows, long Bytes);
