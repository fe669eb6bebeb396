namespace ActorCrawler.Storage;

/// <summary>An output as far as it is committed.</summary>
/// <param name="Name">Its name in the job directory.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its length.</param>
public sealed record OutputRecord(string Name, long Rows, long Bytes);
