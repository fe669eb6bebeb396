using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Frontier;

/// <summary>Limits that an operator set for hosts.</summary>
/// <param name="Host">Which hosts, also those of which nothing is known yet.</param>
/// <param name="Delay">Wait between exchanges; null for the settings' own. A host's Crawl-delay wins when it is longer.</param>
/// <param name="PerHost">Exchanges at a time, at least 1; null for the settings' own. A host with a Crawl-delay gets one.</param>
public sealed record HostLimit(HostPattern Host, TimeSpan? Delay, int? PerHost);
