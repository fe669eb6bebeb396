namespace ActorCrawler.Actors.Settings;

/// <summary>How much a worker node takes on, and where it listens.</summary>
/// <param name="Parsers">Bodies parsed at a time; at least 1.</param>
/// <param name="SlotsPerParser">Jobs taken for each parser, the one at work counted; at least 1.</param>
/// <param name="MaxBytesHeld">Bytes of bodies taken at a time; above 0.</param>
/// <param name="Host">Where the node listens; null: at the address by which this machine reaches the seed.</param>
public sealed record WorkerLimits(int Parsers, int SlotsPerParser, long MaxBytesHeld, string? Host);
