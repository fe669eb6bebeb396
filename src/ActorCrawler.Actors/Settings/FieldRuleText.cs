using ActorCrawler.Core.Fields;

namespace ActorCrawler.Actors.Settings;

/// <summary>
/// Reads an extraction rule in one line, as flags give it: <c>FIELD=SOURCE:EXPRESSION</c>, with <c>[]</c> behind the field for a list, and further keys
/// behind the source: <c>images[]=css,attribute=src:img</c>.
/// </summary>
internal static class FieldRuleText
{
    private const string Form = "FIELD=SOURCE:EXPRESSION is expected, such as price=css:.price or metas[]=regex:<meta[^>]*>";

    /// <summary>The rule; null, with an error, when it is wrong.</summary>
    public static FieldRule? Read(string text, TimeSpan timeLimit, out string? error)
    {
        string? wrong = null;
        var rule = Split(text, out var name, out var values, out error)
            ? FieldRuleReader.Read(name, values, timeLimit, (key, what) => wrong = key is null || FieldKeys.Sources.Contains(key) ? what : $"{key} {what}")
            : null;
        error ??= wrong;
        return rule;
    }

    private static bool Split(string text, out string name, out Dictionary<string, string> values, out string? error)
    {
        values = [];
        name = "";
        error = Form;
        if (text.Split('=', 2) is not [var field, var rest] || rest.Split(':', 2) is not [var head, var expression]) return false;
        name = field.Trim();
        if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            name = name[..^2];
            values[FieldKeys.List] = "on";
        }

        var options = head.Split(',', StringSplitOptions.TrimEntries);
        if (!FieldKeys.Sources.Contains(options[0]))
        {
            error = $"'{options[0]}' is none of {string.Join(", ", FieldKeys.Sources)}{(Nearest.Find(options[0], FieldKeys.Sources) is { } near ? $": did you mean {near}" : "")}";
            return false;
        }

        values[options[0]] = expression.Trim();
        foreach (var option in options.Skip(1))
        {
            var pair = option.Split('=', 2);
            if (!FieldKeys.All.Contains(pair[0]) || FieldKeys.Sources.Contains(pair[0]) || !values.TryAdd(pair[0], pair.Length == 2 ? pair[1] : "on"))
            {
                error = $"'{option}' is no key of a rule that can stand there";
                return false;
            }
        }

        error = null;
        return true;
    }
}
