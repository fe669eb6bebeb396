using ActorCrawler.Core.Fields;

namespace ActorCrawler.Actors.Settings;

/// <summary>Makes an extraction rule of its keys and checks it, for rules in sections and in one line alike.</summary>
internal static class FieldRuleReader
{
    /// <summary>The rule.</summary>
    /// <param name="name">The field's name, unless a key says another.</param>
    /// <param name="values">The text of each key that is given.</param>
    /// <param name="timeLimit">The longest that one match of a regular expression may take.</param>
    /// <param name="fail">Told the key, or null for the rule as a whole, and what is wrong with it.</param>
    /// <returns>Null when something is wrong.</returns>
    public static FieldRule? Read(string name, IReadOnlyDictionary<string, string> values, TimeSpan timeLimit, Action<string?, string> fail)
    {
        var sources = FieldKeys.Sources.Where(values.ContainsKey).ToList();
        if (sources.Count != 1)
        {
            fail(sources.Count == 0 ? null : sources[1], sources.Count == 0 ? $"needs one of {string.Join(", ", FieldKeys.Sources)}" : $"is one too many: the rule has {sources[0]} already");
            return null;
        }

        var source = sources[0];
        if (Misplaced(source, values) is var (key, text))
        {
            fail(key, text);
            return null;
        }

        if (!TrySwitch(FieldKeys.List, out var isList) || !TrySwitch(FieldKeys.Html, out var isHtml)) return null;
        var rule = new FieldRule
        {
            Field = values.GetValueOrDefault(FieldKeys.Field, name),
            Source = SourceOf(source),
            Expression = values[source],
            Take = values.ContainsKey(FieldKeys.Attribute) ? FieldTake.Attribute : isHtml ? FieldTake.Html : FieldTake.Text,
            Attribute = values.GetValueOrDefault(FieldKeys.Attribute, ""),
            Group = values.GetValueOrDefault(FieldKeys.Group, ""),
            Type = values.GetValueOrDefault(FieldKeys.Type, ""),
            IsList = isList,
            Url = values.GetValueOrDefault(FieldKeys.Url, ""),
        };
        if (FieldRules.Check(rule, timeLimit) is not { } error) return rule;
        fail(KeyOf(error.Part, source, values), error.Text);
        return null;

        bool TrySwitch(string key, out bool value)
        {
            value = false;
            if (!values.TryGetValue(key, out var text) || ValueText.TrySwitch(text, out value)) return true;
            fail(key, $"'{text}' must be on or off");
            return false;
        }
    }

    private static (string Key, string Text)? Misplaced(string source, IReadOnlyDictionary<string, string> values)
    {
        (string Key, string Source)[] owners = [(FieldKeys.Attribute, FieldKeys.Css), (FieldKeys.Html, FieldKeys.Css), (FieldKeys.Group, FieldKeys.Regex), (FieldKeys.Type, FieldKeys.JsonLd)];
        foreach (var (key, owner) in owners)
        {
            if (values.ContainsKey(key) && source != owner) return (key, $"goes with {owner} only");
        }

        if (values.ContainsKey(FieldKeys.Attribute) && values.ContainsKey(FieldKeys.Html)) return (FieldKeys.Html, "does not go with attribute");
        foreach (var (key, text) in values)
        {
            if (text.Length == 0) return (key, "must not be empty");
        }

        return null;
    }

    private static FieldSource SourceOf(string key) => key switch
    {
        FieldKeys.Css => FieldSource.Css,
        FieldKeys.Regex => FieldSource.Regex,
        FieldKeys.JsonLd => FieldSource.JsonLd,
        FieldKeys.Meta => FieldSource.Meta,
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No such source."),
    };

    private static string? KeyOf(FieldRulePart part, string source, IReadOnlyDictionary<string, string> values) => part switch
    {
        FieldRulePart.Field => values.ContainsKey(FieldKeys.Field) ? FieldKeys.Field : null,
        FieldRulePart.Expression => source,
        FieldRulePart.Group => FieldKeys.Group,
        FieldRulePart.Url => FieldKeys.Url,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "No such part."),
    };
}
