using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage.Commits;

/// <summary>A found URL as a commit gathers it: where its text stands, and what is to be entered if it turns out to be new.</summary>
internal readonly record struct FoundUrl
{
    /// <summary>The text that holds it: 0 for what was found by other means, otherwise a page's links.</summary>
    internal required int Text { get; init; }

    /// <summary>Where the URL begins in that text.</summary>
    internal required int Offset { get; init; }

    internal required int Length { get; init; }

    /// <summary>Its host among those that the commit met.</summary>
    internal required int Host { get; init; }

    internal required int Depth { get; init; }

    internal required long ReferrerId { get; init; }

    internal int Hops { get; init; }

    internal required VisitKind Kind { get; init; }

    internal required Reason Verdict { get; init; }
}
