using System.Text;
using System.Text.Json;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Urls;
using ActorCrawler.Http;

namespace ActorCrawler.Actors.Probing;

/// <summary>Runs the crawl's own parser over an answer, and says of each link what a crawl would do with it. Not thread-safe.</summary>
internal sealed class PageReader : IDisposable
{
    private readonly PageParser _parser;
    private readonly UrlCanonicalizer _canonicalizer;
    private readonly UrlScope _scope;
    private readonly RobotsProbe _robots;

    public PageReader(CrawlSettings settings, UrlCanonicalizer canonicalizer, UrlScope scope, RobotsProbe robots)
    {
        _canonicalizer = canonicalizer;
        _scope = scope;
        _robots = robots;
        _parser = PageParsers.Make(settings.Parser with { FingerprintKey = [.. new byte[Fingerprinter.KeySize]], ScopeHosts = scope.Hosts });
    }

    /// <summary>The page in an answer, or why it is none.</summary>
    public (ProbePage? Page, string? Remark) Read(CrawlUrl url, FetchOutcome.Fetched answer)
    {
        foreach (var host in _scope.Hosts) _parser.AddHost(host);
        var outcome = _parser.Parse(
            PageInput.Of(url, answer.Status, answer.Head.All, answer.Body.Memory, answer.Facts.StartedAt, answer.Facts.Elapsed) with { IsTruncated = answer.Truncated });
        return outcome switch
        {
            PageOutcome.Parsed { Page: var page } => (
                new ProbePage
                {
                    Row = page.Row,
                    Charset = page.Charset,
                    CharsetSource = page.CharsetSource,
                    IsIndexable = page.IsIndexable,
                    Links = Links(url, page),
                },
                null),
            PageOutcome.NotHtml => (null, "it is no HTML"),
            PageOutcome.BadContentCoding bad => (null, bad.Why),
            PageOutcome.TooLarge large => (null, large.Why),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
    }

    public void Dispose() => _parser.Dispose();

    /// <summary>The row's links first; what other elements add to the block of links to queue follows them.</summary>
    private List<ProbeLink> Links(CrawlUrl page, ParsedPage parsed)
    {
        var judged = Judged(parsed.Links.Span);
        var links = new List<ProbeLink>();
        var seen = new HashSet<string> { page.Href };
        foreach (var text in RowLinks(parsed.Row))
        {
            if (!CrawlUrl.TryParse(text, null, _canonicalizer, out var url, out _) || !seen.Add(url.Href)) continue;
            links.Add(judged.TryGetValue(url.Href, out var reason) ? Verdict(url, reason) : NotJudged(url));
        }

        foreach (var (href, reason) in judged)
        {
            if (seen.Add(href)) links.Add(Verdict(CrawlUrl.FromCanonical(href), reason));
        }

        return links;
    }

    private static Dictionary<string, Reason> Judged(ReadOnlySpan<byte> block)
    {
        var judged = new Dictionary<string, Reason>();
        var reader = new LinkBlockReader(block);
        while (reader.ReadLink()) judged[Encoding.ASCII.GetString(reader.Url)] = reader.Verdict;
        return judged;
    }

    private static List<string> RowLinks(ReadOnlyMemory<byte> row)
    {
        using var json = JsonDocument.Parse(row);
        return json.RootElement.TryGetProperty("links", out var links) ? [.. links.EnumerateArray().Select(link => link.GetString()!)] : [];
    }

    private ProbeLink Verdict(CrawlUrl url, Reason reason)
    {
        if (reason != Reason.Queued)
            return new ProbeLink(url.Href, false, reason is Reason.NotIncluded or Reason.ExcludePattern ? _scope.Judge(url).Explain() : $"excluded: {reason.Name()}");
        return _robots.Refusal(url) is { } refusal ? new ProbeLink(url.Href, false, refusal) : new ProbeLink(url.Href, true, _scope.Judge(url).Explain());
    }

    /// <summary>What the parser leaves out of its block: links elsewhere are counted only, and nofollow keeps links from it.</summary>
    private ProbeLink NotJudged(CrawlUrl url)
    {
        var verdict = _scope.Judge(url);
        return new ProbeLink(url.Href, false, verdict.IsExternal ? verdict.Explain() : "nofollow (parse.obey-nofollow)");
    }
}
