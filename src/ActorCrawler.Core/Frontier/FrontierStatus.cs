namespace ActorCrawler.Core.Frontier;

/// <summary>How a crawl stands at a moment, for people.</summary>
/// <param name="Ledger">The books after the last commit.</param>
/// <param name="Pages">Pages, those not yet committed included.</param>
/// <param name="Fetching">Exchanges under way.</param>
/// <param name="Parsing">Bodies that a parser has, or that wait for one.</param>
/// <param name="Uncommitted">Visits that ended and are not yet durable.</param>
/// <param name="BytesHeld">Bytes of bodies held.</param>
/// <param name="ActiveHosts">Hosts in memory.</param>
/// <param name="ReadyHosts">Hosts that could be served at once.</param>
/// <param name="Leased">URLs that are queued on disk and out of the queue here: being fetched or parsed, or ended and not yet committed.</param>
/// <param name="Paused">Whether nothing new is fetched until it is unpaused.</param>
/// <param name="Limit">What limits the speed, in words.</param>
public sealed record FrontierStatus(
    Ledger Ledger, long Pages, int Fetching, int Parsing, int Uncommitted, long BytesHeld, int ActiveHosts, int ReadyHosts, int Leased, bool Paused, string Limit);
