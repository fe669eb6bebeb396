namespace ActorCrawler.Cli.Compare;

/// <summary>What is compared: a list of URLs, and how heavy its computing is made.</summary>
/// <param name="Title">What it is called in the table.</param>
/// <param name="Urls">The URLs.</param>
/// <param name="Weight">How often each page is extracted.</param>
internal sealed record Workload(string Title, IReadOnlyList<RowUrl> Urls, int Weight);
