using System.Collections.Immutable;
using ActorCrawler.Core.Fields;

namespace ActorCrawler.Actors.Settings;

/// <summary>Reads <c>extract</c>: the user's rules, in one line each or in sections, checked and compiled once.</summary>
internal static class ExtractionSection
{
    /// <summary>The section that holds a section for each rule.</summary>
    public const string Fields = "extract.fields";

    private const string Rules = "extract.rules";

    public static FieldSettings Read(SettingsReader reader)
    {
        var limit = reader.Duration("extract.time-limit", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        var rules = ImmutableArray.CreateBuilder<FieldRule>();
        reader.List(Rules, text =>
        {
            if (FieldRuleText.Read(text, limit, out var error) is { } rule) rules.Add(rule);
            return error;
        });
        foreach (var name in reader.Sections(Fields))
        {
            if (reader.Given(Fields, name, FieldKeys.All) is not { } values) continue;
            var rule = FieldRuleReader.Read(name, values, limit, (key, what) => reader.Fail(key is null ? $"{Fields}.{name}" : $"{Fields}.{name}.{key}", what));
            if (rule is not null) rules.Add(rule);
        }

        return new FieldSettings
        {
            Rules = rules.ToImmutable(),
            MaxValues = reader.Int("extract.max-values", 1, 1_000_000),
            MaxValueBytes = (int)reader.Size("extract.max-value-size", 1, 64 << 20),
            MaxPageBytes = (int)reader.Size("extract.max-page-size", 1, 64 << 20),
            MaxDocumentBytes = (int)reader.Size("extract.max-document-size", 1, 64 << 20),
            MaxNesting = reader.Int("extract.max-nesting", 16, 2_000),
            TimeLimit = limit,
        };
    }
}
