namespace ActorCrawler.Actors.Parsing;

/// <summary>A parser node, for people.</summary>
/// <param name="Version">Of its program.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="ProcessId">The process's number there.</param>
/// <param name="Parsers">Bodies that it parses at a time.</param>
internal sealed record WorkerNode(string Version, string Machine, int ProcessId, int Parsers);
