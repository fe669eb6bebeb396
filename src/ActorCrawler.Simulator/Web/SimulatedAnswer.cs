namespace ActorCrawler.Simulator.Web;

/// <summary>What the simulated web answers, without the body.</summary>
/// <param name="Target">What stands at the URL.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Content-Type; null for none.</param>
/// <param name="Location">Location; null for none.</param>
/// <param name="Delay">How long the answer is held back.</param>
internal readonly record struct SimulatedAnswer(Target Target, int Status, string? ContentType, string? Location, TimeSpan Delay);
