using ActorCrawler.Http;

namespace ActorCrawler.Cli.Compare;

/// <summary>What the actors of the comparison say to each other.</summary>
internal static class CompareProtocol
{
    /// <summary>Work through a list.</summary>
    /// <param name="Urls">The list.</param>
    /// <param name="Done">Completed with all results.</param>
    public sealed record Begin(IReadOnlyList<RowUrl> Urls, TaskCompletionSource<IReadOnlyList<PageResult>> Done);

    /// <summary>Fetch a page; answered by <see cref="Fetched"/>.</summary>
    public sealed record Fetch(RowUrl Url);

    /// <summary>A page is there, or not; the receiver owns it.</summary>
    public sealed record Fetched(string Url, FetchOutcome Outcome);

    /// <summary>Extract a page; answered by <see cref="PageResult"/>.</summary>
    public sealed record Parse(string Url, FetchOutcome Outcome);
}
