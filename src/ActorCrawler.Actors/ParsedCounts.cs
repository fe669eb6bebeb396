namespace ActorCrawler.Actors;

/// <summary>Where bodies were parsed.</summary>
/// <param name="OnWorkers">On worker nodes.</param>
/// <param name="Here">In the crawl's own process.</param>
/// <param name="Alone">In a process of their own, because another may have died of them.</param>
public readonly record struct ParsedCounts(long OnWorkers, long Here, long Alone)
{
    /// <summary>Fields of pages of which the user's rules could not take all; <c>extract_problems</c> in the pages' rows tells why.</summary>
    public long FieldProblems { get; init; }
}
