namespace ActorCrawler.Actors.Settings;

/// <summary>A setting given by flag or program. Bare numbers are read as seconds where a duration is meant.</summary>
/// <param name="Origin">How errors name it, such as <c>--max-pages</c>.</param>
/// <param name="Key">The key below <c>actorcrawler</c>, such as <c>budget.max-pages</c>.</param>
/// <param name="Value">Its text. A key that holds a list takes one element from each value given that is not empty.</param>
public sealed record SettingValue(string Origin, string Key, string Value);
