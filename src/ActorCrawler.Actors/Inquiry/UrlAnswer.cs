using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Reading;

namespace ActorCrawler.Actors.Inquiry;

/// <summary>What became of a URL in a job, and why; for one that was never found, what the rules would say now.</summary>
public sealed record UrlAnswer
{
    /// <summary>The URL as asked for.</summary>
    public required string Given { get; init; }

    /// <summary>Its canonical form, under which the job knows it or would know it.</summary>
    public required string Url { get; init; }

    /// <summary>The rules that made one of the other.</summary>
    public required CanonicalizationRules Applied { get; init; }

    /// <summary>Everything that is stored of it; null when it was never found, or lies outside the scope (those are counted, not stored).</summary>
    public required UrlFacts? Facts { get; init; }

    /// <summary>Where it stands; for one that was never found, where it would come to stand. <see cref="Reason.Queued"/> when nothing speaks against it.</summary>
    public required Reason Reason { get; init; }

    /// <summary>The rule, robots.txt line, budget or error that decided, in words; null when there is nothing to say.</summary>
    public required string? Rule { get; init; }

    /// <summary>When the answer was given, by which waits are told.</summary>
    public required DateTimeOffset Now { get; init; }
}
