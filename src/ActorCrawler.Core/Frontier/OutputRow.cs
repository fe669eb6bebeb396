namespace ActorCrawler.Core.Frontier;

/// <summary>A row, record or the like for one of a job's further outputs.</summary>
/// <param name="Output">The output's name.</param>
/// <param name="Bytes">Its bytes as they are to stand there, whatever ends it included; not empty.</param>
/// <param name="Count">How many rows they are.</param>
public readonly record struct OutputRow(string Output, ReadOnlyMemory<byte> Bytes, int Count = 1);
