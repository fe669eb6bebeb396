namespace ActorCrawler.Cli.Compare;

/// <summary>What the process of one row is told, on its standard input.</summary>
/// <param name="Row">Which way of working it measures: a name of <see cref="RowNames"/>.</param>
/// <param name="Concurrency">Fetches in flight (threads, of the row that has those).</param>
/// <param name="Processes">Worker processes, of the row that has those.</param>
/// <param name="Weight">How often each page is extracted: parsing made heavier.</param>
/// <param name="PerHost">Fetches from one host at a time, loopback excepted.</param>
/// <param name="Settings">Settings that differ from the defaults, as key and value.</param>
/// <param name="Urls">What to fetch.</param>
internal sealed record RowOrder(
    string Row, int Concurrency, int Processes, int Weight, int PerHost, IReadOnlyList<KeyValuePair<string, string>> Settings, IReadOnlyList<RowUrl> Urls);

/// <summary>A URL to fetch.</summary>
/// <param name="Url">The canonical URL.</param>
/// <param name="WaitMs">Milliseconds from the end of one exchange with its host to the start of the next; -1 for loopback, which has no limits.</param>
internal sealed record RowUrl(string Url, double WaitMs);
