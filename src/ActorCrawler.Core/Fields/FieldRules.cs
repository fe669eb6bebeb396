using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Fields;

/// <summary>Checks and compiles rules.</summary>
public static class FieldRules
{
    private const int LongestName = 100;

    /// <summary>What is wrong with a rule; null when nothing is.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="timeLimit">The longest that one match of a regular expression may take; positive.</param>
    public static FieldRuleError? Check(FieldRule rule, TimeSpan timeLimit) => TryCompile(rule, timeLimit, out _);

    /// <exception cref="ArgumentException">The rule is wrong: rules are checked before they come here.</exception>
    internal static CompiledField Compile(FieldRule rule, TimeSpan timeLimit) =>
        TryCompile(rule, timeLimit, out var field) is { } error ? throw new ArgumentException(error.Text, nameof(rule)) : field!;

    private static FieldRuleError? TryCompile(FieldRule rule, TimeSpan timeLimit, out CompiledField? field)
    {
        field = null;
        if (!IsName(rule.Field))
            return new FieldRuleError(FieldRulePart.Field, $"'{rule.Field}' is no name for a field: it takes letters, digits, _ and -, and begins with a letter or _");
        UrlPattern? url = null;
        if (rule.Url.Length > 0 && !UrlPattern.TryParse(rule.Url, timeLimit, out url, out var urlError))
            return new FieldRuleError(FieldRulePart.Url, urlError);
        FieldRuleError? error;
        (field, error) = rule.Source switch
        {
            FieldSource.Css => CssField.Compile(rule),
            FieldSource.Regex => RegexField.Compile(rule, timeLimit),
            FieldSource.JsonLd => JsonLdField.Compile(rule),
            FieldSource.Meta => MetaField.Compile(rule),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Source, "No such source."),
        };
        if (field is not null)
        {
            field.IsList = rule.IsList;
            field.Url = url;
        }
        return error;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
