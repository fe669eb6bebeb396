namespace ActorCrawler.Simulator;

/// <summary>One request that the simulator answered.</summary>
/// <param name="Number">Counts all requests of the server, from 1.</param>
/// <param name="Host">The host's number; -1 for hostile hosts.</param>
/// <param name="Path">Path and query as requested.</param>
/// <param name="Status">The answer's status; 0 when none was sent.</param>
/// <param name="Start">When the request had come, on the clock of the log.</param>
/// <param name="End">When the answer was handed to the system, or the connection was gone.</param>
public readonly record struct AccessEntry(long Number, int Host, string Path, int Status, TimeSpan Start, TimeSpan End);
