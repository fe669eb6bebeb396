using System.Collections.Immutable;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Actors.Settings;

/// <summary>Reads <c>scope</c> and <c>urls</c>: what a job keeps for good.</summary>
internal static class ScopeSection
{
    public static ScopeSettings Read(SettingsReader reader)
    {
        var limit = reader.Duration("scope.pattern-timeout", TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10));
        return new ScopeSettings
        {
            Mode = reader.Choice("scope.mode", ("host", ScopeMode.Host), ("domain", ScopeMode.Domain), ("any", ScopeMode.Any)),
            Include = Patterns("scope.include"),
            Exclude = Patterns("scope.exclude"),
            PatternTimeLimit = limit,
        };

        ImmutableArray<UrlPattern> Patterns(string key)
        {
            var patterns = ImmutableArray.CreateBuilder<UrlPattern>();
            reader.List(key, text =>
            {
                if (!UrlPattern.TryParse(text, limit, out var pattern, out var error)) return error;
                patterns.Add(pattern);
                return null;
            });
            return patterns.ToImmutable();
        }
    }

    public static CanonicalizationSettings ReadUrls(SettingsReader reader)
    {
        var rules = Rule("urls.drop-credentials", CanonicalizationRules.DropCredentials)
            | Rule("urls.drop-trailing-host-dot", CanonicalizationRules.DropTrailingHostDot)
            | Rule("urls.normalize-percent-encoding", CanonicalizationRules.NormalizePercentEncoding)
            | Rule("urls.drop-empty-query", CanonicalizationRules.DropEmptyQuery)
            | Rule("urls.drop-tracking-parameters", CanonicalizationRules.DropTrackingParameters)
            | Rule("urls.drop-session-parameters", CanonicalizationRules.DropSessionParameters)
            | Rule("urls.drop-default-document", CanonicalizationRules.DropDefaultDocument)
            | Rule("urls.sort-parameters", CanonicalizationRules.SortParameters);
        var settings = new CanonicalizationSettings(
            rules | CanonicalizationRules.DropFragment | CanonicalizationRules.DropNamedParameters,
            [.. reader.List("urls.drop-parameters", Name)],
            [.. reader.List("urls.keep-parameters", Name)]);
        return reader.Switch("urls.keep-all-parameters") ? settings.KeepingParameters() : settings;

        CanonicalizationRules Rule(string key, CanonicalizationRules rule) => reader.Switch(key) ? rule : CanonicalizationRules.None;
    }

    /// <param name="reader">The settings.</param>
    /// <param name="maxUrlBytes">The longest canonical URL that is queued.</param>
    public static TrapSettings ReadTraps(SettingsReader reader, int maxUrlBytes)
    {
        return new TrapSettings(
            MaxUrlLength: maxUrlBytes,
            MaxPathSegments: Limit("traps.max-path-segments", 1),
            MaxRepeatedSegments: Limit("traps.max-repeated-segments", 1),
            MaxQueryLength: Limit("traps.max-query-length", 0),
            MaxParameters: Limit("traps.max-parameters", 0),
            CalendarMonthsAhead: Limit("traps.calendar-months-ahead", 0),
            CalendarMonthsBehind: Limit("traps.calendar-months-behind", 0),
            MaxLoops: Limit("traps.max-loops", 1));

        int? Limit(string key, int least) => (int?)reader.OptionalCount(key, least, 100_000);
    }

    private static string? Name(string text) =>
        text.Length == 0 || text.AsSpan(0, text.Length - 1).Contains('*') ? "a parameter's name is expected, with a star at its end at most" : null;
}
