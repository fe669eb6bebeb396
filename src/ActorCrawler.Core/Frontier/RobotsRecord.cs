namespace ActorCrawler.Core.Frontier;

/// <summary>A cached robots.txt, with what its fetch came to.</summary>
/// <param name="FetchedAt">When the fetch ended.</param>
/// <param name="Expires">When it must be fetched again.</param>
/// <param name="Outcome">What the fetch came to, as robots rules number it.</param>
/// <param name="Status">HTTP status; 0 when there was no answer.</param>
/// <param name="Body">The file, cut at its limit; empty where there is none.</param>
/// <param name="UnreachableSince">Since when it could not be had; null when it could.</param>
public sealed record RobotsRecord(
    DateTimeOffset FetchedAt, DateTimeOffset Expires, byte Outcome, int Status, ReadOnlyMemory<byte> Body, DateTimeOffset? UnreachableSince);
