namespace ActorCrawler.Actors;

/// <summary>
/// The time as the crawl sees it: the wall clock at its start, carried on by a monotonic one, so that a wall clock that is set while the
/// crawl runs causes neither a burst nor a stall.
/// </summary>
internal sealed class CrawlClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _timestamp = time.GetTimestamp();

    /// <summary>The time; never runs backwards.</summary>
    public DateTimeOffset Now => _start + time.GetElapsedTime(_timestamp);
}
