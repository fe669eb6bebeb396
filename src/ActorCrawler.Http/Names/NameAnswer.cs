namespace ActorCrawler.Http.Names;

/// <summary>The result of a look-up and how long its source says it holds.</summary>
/// <param name="Lookup">The result.</param>
/// <param name="TimeToLive">How long it holds; null when the source does not say.</param>
internal readonly record struct NameAnswer(HostLookup Lookup, TimeSpan? TimeToLive);
