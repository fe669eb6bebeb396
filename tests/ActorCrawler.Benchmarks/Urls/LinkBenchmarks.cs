using System.Text;
using ActorCrawler.Core.Urls;
using BenchmarkDotNet.Attributes;

namespace ActorCrawler.Benchmarks.Urls;

/// <summary>
/// The way of a page's links, from attribute bytes to fingerprints, beside System.Uri. Times and bytes are per link. The links are of the kinds
/// that pages have: root-relative, absolute on the own and on other hosts, protocol-relative, with ../, fragments, blanks, tracking
/// parameters, percent-encoding and raw letters outside of ASCII.
/// </summary>
[MemoryDiagnoser]
public class LinkBenchmarks
{
    private const int Links = 20;

    private static readonly CrawlUrl Page = CrawlUrl.FromCanonical("https://www.example.org/news/2026/november/index.html");
    private static readonly Uri PageUri = new(Page.Href);

    private readonly byte[][] _links =
    [
        .. new[]
        {
            "/", "/news/", "/news/2026/11/22/council-votes-on-new-bridge.html", "/category/local-politics?page=3",
            "https://www.example.org/sports/football/results.html", "https://www.example.org/about", "../october/index.html",
            "story-12345.html", "./story-23456.html#comments", "#top", "//cdn.example.net/assets/report-2026.pdf",
            "https://twitter.com/intent/tweet?url=https%3A%2F%2Fwww.example.org%2Fnews%2F1&text=Read+this",
            "/news/2026/11/21/long-read?utm_source=newsletter&utm_medium=email&id=42", " /weather/ ", "/search?q=caf%c3%a9&lang=fr",
            "/tag/stra\u00dfe", "https://partner.example.com/offers/list.php?id=1234567&cat=77&sort=price", "/a/b/c/d/e/f.html",
            "mailto:editor@example.org", "/login?next=/news/",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private readonly UrlResolver _resolver = new(UrlCanonicalizer.Default);
    private readonly UrlScope _scope = new(ScopeMode.Host, [Page.Host], [], []);
    private readonly UrlScope _domainScope = new(ScopeMode.Domain, [Page.Host], [], []);
    private readonly TrapRules _traps = new(new TrapSettings(2000, 25, 3, 1000, 50, 24, 120, 2));
    private readonly Fingerprinter _fingerprinter = new(new byte[16]);

    /// <summary>Resolving alone.</summary>
    [Benchmark(OperationsPerInvoke = Links)]
    public int Resolve()
    {
        _resolver.Reset(Page, null);
        var length = 0;
        foreach (var link in _links)
        {
            if (_resolver.Resolve(link) == UrlError.None)
                length += _resolver.Resolved.Length;
        }
        return length;
    }

    /// <summary>What a parser does with a link on its way to the known URLs.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Links)]
    public ulong ResolveCanonicaliseFingerprint()
    {
        _resolver.Reset(Page, null);
        var sum = 0UL;
        foreach (var link in _links)
        {
            if (_resolver.Resolve(link) != UrlError.None)
                continue;
            _resolver.Canonicalize();
            sum ^= _fingerprinter.Compute(_resolver.Canonical).High;
        }
        return sum;
    }

    /// <summary>The same with scope and trap rules.</summary>
    [Benchmark(OperationsPerInvoke = Links)]
    public ulong ResolveCanonicaliseJudgeFingerprint()
    {
        _resolver.Reset(Page, null);
        var sum = 0UL;
        foreach (var link in _links)
        {
            if (_resolver.Resolve(link) != UrlError.None)
                continue;
            _resolver.Canonicalize();
            if (_scope.Judge(_resolver.Canonical, _resolver.CanonicalParts).IsInside
                && _traps.Judge(_resolver.Canonical, _resolver.CanonicalParts, new DateOnly(2026, 11, 22)) == TrapReason.None)
                sum ^= _fingerprinter.Compute(_resolver.Canonical).High;
        }
        return sum;
    }

    /// <summary>Scope by registrable domain, on resolved links.</summary>
    [Benchmark(OperationsPerInvoke = Links)]
    public int ResolveJudgeByDomain()
    {
        _resolver.Reset(Page, null);
        var inside = 0;
        foreach (var link in _links)
        {
            if (_resolver.Resolve(link) == UrlError.None && _domainScope.Judge(_resolver.Resolved, _resolver.CanonicalParts).IsInside)
                inside++;
        }
        return inside;
    }

    /// <summary>The framework's own: string, resolution against the page, text without fragment.</summary>
    [Benchmark(OperationsPerInvoke = Links)]
    public int SystemUri()
    {
        var length = 0;
        foreach (var link in _links)
        {
            if (Uri.TryCreate(PageUri, Encoding.UTF8.GetString(link), out var uri))
                length += uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped).Length;
        }
        return length;
    }
}
