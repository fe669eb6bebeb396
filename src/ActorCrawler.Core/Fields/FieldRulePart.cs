namespace ActorCrawler.Core.Fields;

/// <summary>The parts of a rule that can be wrong.</summary>
public enum FieldRulePart
{
    /// <summary><see cref="FieldRule.Field"/>.</summary>
    Field,

    /// <summary><see cref="FieldRule.Expression"/>.</summary>
    Expression,

    /// <summary><see cref="FieldRule.Group"/>.</summary>
    Group,

    /// <summary><see cref="FieldRule.Url"/>.</summary>
    Url,
}
