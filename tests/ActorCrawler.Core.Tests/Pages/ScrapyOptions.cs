using System.Text.Json;
using System.Text.RegularExpressions;
using ActorCrawler.Core.Tests.Conformance;

namespace ActorCrawler.Core.Tests.Pages;

/// <summary>The filters by URL of Scrapy's link extractor.</summary>
internal static class ScrapyOptions
{
    public static bool Allow(JsonElement options, string url)
    {
        var host = Parsing.Url(url).HostName;
        return (List(options, "allow") is not { Count: > 0 } allow || allow.Any(pattern => Regex.IsMatch(url, pattern)))
            && !List(options, "deny").Any(pattern => Regex.IsMatch(url, pattern))
            && (List(options, "allow_domains") is not { Count: > 0 } domains || domains.Any(domain => IsIn(host, domain)))
            && !List(options, "deny_domains").Any(domain => IsIn(host, domain))
            && !List(options, "deny_extensions").Any(extension => Path(url).EndsWith("." + extension.TrimStart('.'), StringComparison.OrdinalIgnoreCase));
    }

    private static string Path(string url) => Parsing.Url(url).PathAndQuery.Split('?')[0];

    private static bool IsIn(string host, string domain) => host == domain || host.EndsWith("." + domain, StringComparison.Ordinal);

    private static List<string> List(JsonElement options, string name)
    {
        if (!options.TryGetProperty(name, out var value))
            return [];
        return value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().Select(item => item.Text()!).ToList(),
            JsonValueKind.String => [value.Text()!],
            _ => [],
        };
    }
}
