namespace ActorCrawler.Core.Frontier;

/// <summary>A rule to be stored, and to be applied to what is queued.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="ActiveHosts">Hosts that the frontier closes itself.</param>
/// <param name="Leased">URLs in flight: what comes of them still counts.</param>
public sealed record BlockOrder(BlockRule Rule, IReadOnlySet<long> ActiveHosts, IReadOnlySet<long> Leased);
