namespace ActorCrawler.Actors.Settings;

/// <summary>A setting in force. Secrets are left out of it.</summary>
/// <param name="Key">The key below <c>actorcrawler</c>.</param>
/// <param name="Values">Its value as text, or the elements of a list.</param>
/// <param name="IsList">Whether it holds a list.</param>
/// <param name="Origin">Where it comes from: <c>reference.conf</c>, <c>job.conf:12</c>, <c>--delay</c>, a variable's name.</param>
/// <param name="IsDefault">Whether its value is that of reference.conf, wherever it comes from.</param>
public sealed record EffectiveSetting(string Key, IReadOnlyList<string> Values, bool IsList, string Origin, bool IsDefault);
