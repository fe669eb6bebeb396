using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Urls;
using ActorCrawler.Http;

namespace ActorCrawler.Actors.Parsing;

/// <summary>Turns a job into a report: reads the head, and hands the body to the parser that fits. Not thread-safe.</summary>
internal sealed class BodyParser : IDisposable
{
    private readonly PageParser _pages;
    private readonly SitemapParser _sitemaps;

    public BodyParser(ParserSetup setup)
    {
        _pages = PageParsers.Make(setup.Pages);
        _sitemaps = new SitemapParser(setup.Pages, setup.Sitemaps, PageParsers.Clock);
    }

    /// <summary>Adds a host to the scope.</summary>
    public void AddHost(string host)
    {
        if (!HostKey.TryParse(host, out var key)) return;
        _pages.AddHost(key);
        _sitemaps.AddHost(key);
    }

    /// <summary>What the body comes to.</summary>
    public ParseReport Parse(ParseJob job)
    {
        ParserKiller.Look(job.Body.Span);
        return job.Purpose == LeasePurpose.Sitemap ? ParseSitemap(job) : ParsePage(job);
    }

    public void Dispose()
    {
        _pages.Dispose();
        _sitemaps.Dispose();
    }

    private ParseReport ParsePage(ParseJob job)
    {
        var head = ResponseHead.Parse(job.Head);
        var outcome = _pages.Parse(PageInput.Of(CrawlUrl.FromCanonical(job.Url), head.Status, head.All, job.Body, job.FetchedAt, job.Elapsed) with
        {
            Depth = job.Depth,
            Referrer = job.Referrer,
            IsTruncated = job.Truncated,
        });
        return outcome switch
        {
            PageOutcome.Parsed { Page: var page } =>
                new ParseReport.Page(page.Row, page.Links, page.ExternalLinks, page.Size, page.ContentHash, page.IsIndexable)
                {
                    TextFingerprint = page.TextFingerprint,
                    Outputs = page.Outputs,
                    FieldProblems = page.FieldProblems,
                },
            PageOutcome.NotHtml other => new ParseReport.NotHtml(other.Size),
            PageOutcome.BadContentCoding bad => new ParseReport.Failed(Reason.ContentCoding, bad.Why),
            PageOutcome.TooLarge large => new ParseReport.Failed(Reason.ContentCoding, large.Why),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
    }

    private ParseReport ParseSitemap(ParseJob job)
    {
        var head = ResponseHead.Parse(job.Head);
        var found = _sitemaps.Parse(
            CrawlUrl.FromCanonical(job.Url), head.All("Content-Type"), head.All("Content-Encoding"), job.Body, DateOnly.FromDateTime(job.FetchedAt.UtcDateTime));
        return found.Failure is { } failure
            ? new ParseReport.Failed(Reason.ContentCoding, failure)
            : new ParseReport.Sitemap(found.Entries, found.Sitemaps, found.ExternalLinks, found.Size, found.Remark);
    }
}
