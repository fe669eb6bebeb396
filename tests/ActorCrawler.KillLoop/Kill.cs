namespace ActorCrawler.KillLoop;

/// <summary>One kill, as it is judged. Times are the log's; what is read of them is never later than the event in <see cref="Before"/>, never earlier in <see cref="After"/>.</summary>
internal sealed record Kill
{
    /// <summary>Right before it.</summary>
    internal required TimeSpan Before { get; init; }

    /// <summary>When the process was seen to be gone.</summary>
    internal required TimeSpan After { get; init; }

    /// <summary>Whether the crawl's own process was hit, not workers only.</summary>
    internal required bool OfCrawl { get; init; }

    /// <summary>Whether it came before the process had shown a sign of work.</summary>
    internal required bool Early { get; init; }

    /// <summary>Whether the job was there already: an early kill hit its recovery, or what came before that.</summary>
    internal required bool Recovering { get; init; }

    /// <summary>What was committed.</summary>
    internal required Snapshot Left { get; init; }
}
