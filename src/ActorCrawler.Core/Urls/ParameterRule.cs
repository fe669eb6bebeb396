namespace ActorCrawler.Core.Urls;

/// <summary>A row of <see cref="ParameterTable"/>.</summary>
/// <param name="Name">The parameter's name in lower case; a star at the end stands for any ending. Letter case does not count.</param>
/// <param name="Rule">The rule that drops it.</param>
/// <param name="OnlyTokens">Whether it is dropped only when its value looks like a session identifier.</param>
/// <param name="Source">Who sets it.</param>
public sealed record ParameterRule(string Name, CanonicalizationRules Rule, bool OnlyTokens, string Source);
