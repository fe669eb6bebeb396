namespace ActorCrawler.Simulator.Web;

/// <summary>A URL of the simulated web.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Host">The host's number.</param>
/// <param name="Index">Which one of its kind; for all that lead to a page, the page's number.</param>
internal readonly record struct Target(TargetKind Kind, int Host, long Index);
