using System.Security.Cryptography;
using System.Text;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Fields;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Pages;

/// <summary>
/// Turns the body of a page into its row, its links and the facts that the crawl needs: inflates, decodes, tokenises, extracts, resolves and judges.
/// One serves page after page and allocates little but its results. Not thread-safe: one per parser actor.
/// </summary>
public sealed class PageParser : IDisposable
{
    private readonly ParserSettings _settings;
    private readonly DecodeLimits _limits;
    private readonly LinkJudge _judge;
    private readonly HtmlExtractor _extractor;
    private readonly LinkHarvest _links;
    private readonly RowWriter _row = new();
    private readonly OutputRows _outputs;
    private readonly FieldExtractor _fields;

    /// <summary>Makes a parser.</summary>
    /// <param name="settings">The job's settings.</param>
    /// <param name="clock">The time from any start, for the time limits of the user's rules and patterns; null: only their other limits hold.</param>
    /// <exception cref="ArgumentException">A pattern or rule is wrong, or the fingerprint key has the wrong length: settings are checked before they come here.</exception>
    public PageParser(ParserSettings settings, Func<TimeSpan>? clock = null)
    {
        _settings = settings;
        _limits = new DecodeLimits(settings.MaxInflatedBytes, settings.MaxInflateRatio, settings.InflateRatioFreeBytes);
        _judge = new LinkJudge(settings);
        _extractor = new HtmlExtractor(settings.Limits, settings.LinkSources, settings.ProductToken, settings.FingerprintText);
        _links = new LinkHarvest(settings, _judge, clock);
        _outputs = new OutputRows(settings);
        _fields = new FieldExtractor(settings.Fields, clock);
    }

    /// <summary>Adds a host to the scope, such as one that a start URL redirects to; false when it was there.</summary>
    public bool AddHost(HostKey host) => _judge.AddHost(host);

    /// <summary>Parses a page.</summary>
    /// <param name="input">What was fetched.</param>
    /// <returns>An outcome for any bytes; this never throws on what a server sent.</returns>
    public PageOutcome Parse(in PageInput input)
    {
        var type = MimeType.Extract(input.ContentType);
        if (type is { IsHtml: false })
            return NotHtml(input);
        var codings = ContentCodings.Parse(input.ContentEncoding, _settings.MaxContentCodings);
        if (codings is not ContentCodings.Known known)
            return new PageOutcome.BadContentCoding(Explain(codings));
        using var body = ContentDecoder.DecodeAll(input.Body, known, _limits);
        switch (body.Status)
        {
            case DecodeStatus.TooLarge:
                return new PageOutcome.TooLarge($"inflates to more than {_limits.MaxBytes} bytes");
            case DecodeStatus.TooDense:
                return new PageOutcome.TooLarge($"inflates to more than {_limits.MaxRatio} times its size");
            case DecodeStatus.Corrupt:
                return new PageOutcome.BadContentCoding("the body breaks the rules of its content coding");
            case DecodeStatus.Truncated when body.Bytes.IsEmpty:
                return new PageOutcome.BadContentCoding("the body ends before its content coding yields anything");
            default:
                break;
        }
        if (type is null && !HtmlSniffer.IsHtml(body.Bytes.Span))
            return NotHtml(input);
        return new PageOutcome.Parsed(ParseHtml(input, type, body));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _extractor.Dispose();
        _links.Dispose();
        _outputs.Dispose();
    }

    private static PageOutcome.NotHtml NotHtml(in PageInput input) => new(HeaderValues.Join(input.ContentType), input.Body.Length);

    private static string Explain(ContentCodings codings) => codings switch
    {
        ContentCodings.Unknown unknown => $"the content coding {unknown.Name} is not known here",
        ContentCodings.TooMany => "more content codings are stacked than allowed",
        _ => throw new InvalidOperationException($"Unknown case {codings.GetType().Name}."),
    };

    private ParsedPage ParseHtml(in PageInput input, MimeType? type, DecodedBody body)
    {
        var bytes = body.Bytes;
        var hash = SHA256.HashData(bytes.Span);
        var charset = type is { IsXml: true }
            ? CharsetDetector.DetectXml(bytes.Span, type.Charset)
            : CharsetDetector.Detect(bytes.Span, type?.Charset);
        using (var text = TextDecoder.ToUtf8(bytes, charset))
        {
            _extractor.Read(text.Bytes, input.FetchedAt);
            _outputs.Read(text.Bytes);
            _fields.Read(input.Url, text.Bytes, _extractor);
        }

        _row.Start(input, HeaderValues.Join(input.ContentType), charset.Encoding.Name, bytes.Length, hash);
        var directives = _extractor.Directives | RobotsTag.Parse(input.XRobotsTag, _settings.ProductToken, input.FetchedAt);
        _links.Start(input.Url, charset.Encoding, DateOnly.FromDateTime(input.FetchedAt.UtcDateTime));
        var canonical = ResolveCanonical(input, out var isOwn);
        _row.Content(_extractor, HeaderValues.Join(input.XRobotsTag), canonical, _links);
        _row.Fields(_fields.Extracted, _fields.Problems);
        HarvestLinks((directives & RobotsDirectives.NoFollow) != 0);
        var row = _row.Finish(_links.Hyperlinks);
        return new ParsedPage
        {
            Row = row,
            Links = _links.Pack(),
            Outputs = _outputs.Make(input.Url, _extractor, _links, row),
            ContentHash = hash,
            Size = bytes.Length,
            Charset = charset.Encoding.Name,
            CharsetSource = charset.Source,
            IsDamaged = body.Status is DecodeStatus.Truncated or DecodeStatus.Unverified,
            Directives = directives,
            Canonical = canonical.Length == 0 ? null : Encoding.ASCII.GetString(canonical),
            IsIndexable = input.Status == 200 && (directives & RobotsDirectives.NoIndex) == 0 && isOwn,
            TextFingerprint = _extractor.Fingerprint,
            LinksSeen = _extractor.Links.Length + _extractor.DroppedLinks,
            ExternalLinks = _links.ExternalLinks,
            NofollowLinks = _links.NofollowLinks,
            DroppedLinks = _extractor.DroppedLinks,
            DroppedItems = _extractor.DroppedItems,
            FieldProblems = _fields.ProblemCount,
        };
    }

    // The link element counts before the header. Its URL is relative to the base element, the header's to the page.
    private byte[] ResolveCanonical(in PageInput input, out bool isOwn)
    {
        var header = _extractor.Canonical is null ? LinkHeader.FindTarget(input.Link, "canonical") : null;
        var canonical = header is null ? [] : _links.Resolve(Encoding.UTF8.GetBytes(header)).ToArray();
        isOwn = canonical.Length == 0 || _links.IsLastResolved(input.Url);
        if (_extractor.Base is { } baseHref)
            _links.Rebase(_extractor[baseHref]);
        if (_extractor.Canonical is { } element && _links.Resolve(_extractor[element]) is { IsEmpty: false } resolved)
        {
            canonical = resolved.ToArray();
            isOwn = _links.IsLastResolved(input.Url);
        }
        return canonical;
    }

    private void HarvestLinks(bool isNofollow)
    {
        foreach (ref readonly var link in _extractor.Links)
            _links.Add(_extractor[link.Href], link.Source, isNofollow || (link.Relations & LinkRelations.NoFollow) != 0);
        if (_extractor.RefreshUrl is { } refresh && (_settings.LinkSources & LinkSources.Refresh) != 0)
            _links.Add(_extractor[refresh], LinkSources.Refresh, isNofollow);
    }
}
