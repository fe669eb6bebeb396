namespace ActorCrawler.Core.Fields;

/// <summary>What is wrong with a rule.</summary>
/// <param name="Part">Which part of it.</param>
/// <param name="Text">The error, for people, a sentence without its full stop.</param>
public sealed record FieldRuleError(FieldRulePart Part, string Text);
