using System.Text;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Sitemaps;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Pages;

/// <summary>Reads sitemaps for the frontier: their entries are judged as links are, and packed as they are. Used again and again; not thread-safe.</summary>
public sealed class SitemapParser : IDisposable
{
    private readonly ParserSettings _settings;
    private readonly SitemapSettings _limits;
    private readonly LinkJudge _judge;
    private readonly LinkHarvest _links;

    /// <summary>Makes a parser.</summary>
    /// <param name="settings">The crawl's URL rules.</param>
    /// <param name="limits">How much is read of a sitemap.</param>
    /// <param name="clock">The time from any start, for the time limit of the user's patterns; null: only those that ran out of time are counted.</param>
    public SitemapParser(ParserSettings settings, SitemapSettings limits, Func<TimeSpan>? clock = null)
    {
        _settings = settings;
        _limits = limits;
        _judge = new LinkJudge(settings);
        _links = new LinkHarvest(settings, _judge, clock);
    }

    /// <summary>Adds a host to the scope; false when it was there.</summary>
    public bool AddHost(HostKey host) => _judge.AddHost(host);

    /// <summary>Reads a sitemap; never throws, whatever it holds.</summary>
    /// <param name="url">Its canonical URL.</param>
    /// <param name="contentType">The values of the Content-Type lines.</param>
    /// <param name="contentEncoding">The values of the Content-Encoding lines.</param>
    /// <param name="body">The body as received.</param>
    /// <param name="today">The date that calendars are measured from.</param>
    public SitemapFindings Parse(
        CrawlUrl url, IReadOnlyList<string> contentType, IReadOnlyList<string> contentEncoding, ReadOnlyMemory<byte> body, DateOnly today)
    {
        switch (ContentCodings.Parse(contentEncoding, _settings.MaxContentCodings))
        {
            case ContentCodings.Unknown unknown: return Failed(body, $"unknown content coding {unknown.Name}");
            case ContentCodings.TooMany: return Failed(body, "too many content codings");
            case ContentCodings.Known known: return Read(url, contentType, known, body, today);
            default: throw new InvalidOperationException("No such codings.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _links.Dispose();

    private SitemapFindings Read(CrawlUrl url, IReadOnlyList<string> contentType, ContentCodings.Known codings, ReadOnlyMemory<byte> body, DateOnly today)
    {
        using var reader = new SitemapReader(body, codings, MimeType.Extract(contentType)?.Charset, url, _limits);
        _links.Start(url, null, today);
        var sitemaps = new List<string>();
        while (reader.TryRead(out var item))
        {
            if (item.Kind == SitemapItemKind.Sitemap) sitemaps.Add(item.Url);
            else _links.Add(Encoding.UTF8.GetBytes(item.Url), LinkSources.Link, isNofollow: false);
        }

        if (reader.Format == SitemapFormat.Unknown) return Failed(body, "it is no sitemap in any format that is known");
        return new SitemapFindings
        {
            Entries = _links.Pack(),
            Sitemaps = sitemaps,
            ExternalLinks = _links.ExternalLinks,
            Size = body.Length,
            Remark = Remark(reader),
        };
    }

    private static string? Remark(SitemapReader reader)
    {
        var remarks = new List<string>();
        if (reader.Invalid > 0) remarks.Add($"{reader.Invalid} unusable entries");
        if (reader.OverLimit > 0) remarks.Add($"{reader.OverLimit} entries over the limit");
        if (reader.Status is not (DecodeStatus.Complete or DecodeStatus.Unverified)) remarks.Add($"content coding: {reader.Status}");
        return remarks.Count == 0 ? null : string.Join(", ", remarks);
    }

    private static SitemapFindings Failed(ReadOnlyMemory<byte> body, string failure) => new()
    {
        Entries = ReadOnlyMemory<byte>.Empty,
        Sitemaps = [],
        ExternalLinks = 0,
        Size = body.Length,
        Failure = failure,
    };
}
