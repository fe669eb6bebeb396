using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Tests.Conformance;
using ActorCrawler.Core.Urls;
using static ActorCrawler.Core.Urls.CanonicalizationRules;

namespace ActorCrawler.Core.Tests.Urls;

/// <summary>
/// The normalisers of other crawlers. They are house styles that differ from each other and from WHATWG: our rules are set as near to
/// theirs
/// as settings go, and what still differs stands in the table with its reason.
/// </summary>
public sealed class HouseStyleConformanceTests
{
    private const string Divergences = "Urls/HouseStyles.divergences.tsv";
    private const string NoPage = "http://base.invalid/";

    [Fact]
    public void Canonicalizer_runs_against_normalize_crawlercommons() =>
        ConformanceFile.Run("url/normalize_crawlercommons.jsonl", CheckCrawlerCommons, required: 0, Divergences);

    [Fact]
    public void Canonicalizer_runs_against_canonicalize_w3lib() =>
        ConformanceFile.Run("url/canonicalize_w3lib.jsonl", CheckCanonicalize, required: 0, Divergences);

    [Fact]
    public void Parser_runs_against_safe_url_w3lib() =>
        ConformanceFile.Run("url/safe_url_w3lib.jsonl", CheckSafeUrl, required: 0, Divergences);

    [Fact]
    public void Canonicalizer_runs_against_query_cleaner_w3lib() =>
        ConformanceFile.Run("url/query_cleaner_w3lib.jsonl", CheckQueryCleaner, required: 0, Divergences);

    private static CaseOutcome CheckCrawlerCommons(JsonElement item)
    {
        ImmutableArray<string> dropped = item.Text("config")!.StartsWith("query parameters", StringComparison.Ordinal)
            ? ["sid", "phpsessid", "sessionid", "jsessionid"]
            : [];
        var settings = new CanonicalizationSettings(Default | SortParameters, dropped, []);
        return CaseOutcome.Equal(item.Text("expect"), Canonical(Encoding.UTF8.GetBytes(item.Text("input")!), settings, null, null));
    }

    private static CaseOutcome CheckCanonicalize(JsonElement item)
    {
        // w3lib keeps credentials, and drops no parameters.
        var settings = CanonicalizationSettings.Default with { Rules = NormalizePercentEncoding | SortParameters | DropEmptyQuery };
        return CheckRelative(item, settings);
    }

    private static CaseOutcome CheckQueryCleaner(JsonElement item)
    {
        var options = item.GetProperty("options");
        var list = options.TryGetProperty("parameterlist", out var names)
            ? names.ValueKind == JsonValueKind.String ? [names.Text()!] : names.EnumerateArray().Select(name => name.Text()!).ToImmutableArray()
            : [];
        var removes = options.TryGetProperty("remove", out var remove) && remove.GetBoolean();
        var settings = new CanonicalizationSettings(DropNamedParameters | DropEmptyQuery, removes ? list : ["*"], removes ? [] : list);
        return CheckRelative(item, settings);
    }

    private static CaseOutcome CheckSafeUrl(JsonElement item)
    {
        var url = Resolver(item, UrlCanonicalizer.PlainUrls);
        var error = url.Resolve(Input(item));
        var expected = item.Text("expect");
        if (expected is null || error != UrlError.None)
            return expected is null && error != UrlError.None ? CaseOutcome.Passed : CaseOutcome.Differs($"expected <{expected}>, got {error}");
        var parts = url.ResolvedParts;
        var fragment = parts.HasFragment ? item.TextOrNull("input")!.Split('#', 2)[1] : null;
        var actual = Encoding.UTF8.GetString(url.Resolved);
        // The resolver leaves fragments out; this suite keeps them, so the comparison goes up to there.
        return CaseOutcome.Equal(fragment is null ? expected : expected.Split('#')[0], actual);
    }

    /// <summary>Relative references are resolved against a page that is taken off again.</summary>
    private static CaseOutcome CheckRelative(JsonElement item, CanonicalizationSettings settings)
    {
        var expected = item.Text("expect")!;
        var isAbsolute = expected.Contains("://", StringComparison.Ordinal) && !expected.StartsWith(':');
        var wanted = isAbsolute ? expected : NoPage + expected.TrimStart('/');
        return CaseOutcome.Equal(wanted, Canonical(Input(item), settings, isAbsolute ? null : NoPage, EncodingOf(item)));
    }

    private static string? Canonical(byte[] input, CanonicalizationSettings settings, string? page, WebEncoding? encoding)
    {
        var resolver = new UrlResolver(new UrlCanonicalizer(settings));
        resolver.Reset(CrawlUrl.FromCanonical(page ?? NoPage), encoding);
        if (resolver.Resolve(input) != UrlError.None)
            return null;
        resolver.Canonicalize();
        return Encoding.UTF8.GetString(resolver.Canonical);
    }

    private static UrlResolver Resolver(JsonElement item, UrlCanonicalizer canonicalizer)
    {
        var resolver = new UrlResolver(canonicalizer);
        var input = item.TextOrNull("input");
        if (EncodingOf(item) is { } encoding || (input is not null && !input.Contains("://", StringComparison.Ordinal)))
            resolver.Reset(CrawlUrl.FromCanonical(NoPage), EncodingOf(item));
        return resolver;
    }

    private static byte[] Input(JsonElement item) =>
        item.TextOrNull("input") is { } text ? Encoding.UTF8.GetBytes(text) : item.Bytes("input_b64");

    /// <summary>w3lib takes Python's names, of which two are no labels of the web.</summary>
    private static WebEncoding? EncodingOf(JsonElement item) => item.GetProperty("options").TextOrNull("encoding") switch
    {
        null => null,
        "cp1251" => WebEncoding.ForLabel("windows-1251"),
        "iso2022jp" => WebEncoding.ForLabel("iso-2022-jp"),
        var label => WebEncoding.ForLabel(label),
    };
}
