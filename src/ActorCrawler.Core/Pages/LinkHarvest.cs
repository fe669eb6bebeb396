using System.Text;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Pages;

/// <summary>Resolves a page's links: those for its row, and those for the frontier. Used again for page after page; not thread-safe.</summary>
internal sealed class LinkHarvest : IDisposable
{
    // A pattern that runs out of time on one link of a page, or nearly does, does so on its neighbours: a page may cost this many time limits.
    private const int MostTimeouts = 8;

    private readonly LinkJudge _judge;
    private readonly bool _obeysNofollow;
    private readonly UrlResolver _resolver;
    private readonly Fingerprinter _fingerprinter;
    private readonly LinkBlockWriter _block = new();
    private readonly UniqueTexts _external = new();
    private readonly HashSet<Fingerprint> _nofollow = [];
    private DateOnly _today;
    private readonly Func<TimeSpan>? _clock;
    private readonly TimeSpan _patternTime;
    private TimeSpan _inPatterns;
    private int _timeouts;

    /// <summary>Makes a harvest.</summary>
    /// <param name="settings">The job's settings.</param>
    /// <param name="judge">Judges links.</param>
    /// <param name="clock">The time from any start, for what patterns take; null: only those that ran out of time are counted.</param>
    public LinkHarvest(ParserSettings settings, LinkJudge judge, Func<TimeSpan>? clock)
    {
        _judge = judge;
        _clock = judge.HasSlowPatterns ? clock : null;
        _patternTime = settings.PatternTimeLimit * MostTimeouts;
        _obeysNofollow = settings.ObeyNofollow;
        _resolver = new UrlResolver(new UrlCanonicalizer(settings.Canonicalization));
        _fingerprinter = new Fingerprinter(settings.FingerprintKey.AsSpan());
    }

    /// <summary>Every different http(s) link of <c>a</c> and <c>area</c>, WHATWG-serialised without fragment, in document order.</summary>
    public UniqueTexts Hyperlinks { get; } = new();

    /// <summary>Different links outside the scope.</summary>
    public int ExternalLinks => _external.Count;

    /// <summary>Different links inside the scope that nofollow kept out and nothing else let in.</summary>
    public int NofollowLinks { get; private set; }

    /// <summary>Turns to a page.</summary>
    /// <param name="page">Its URL.</param>
    /// <param name="encoding">Its encoding, which queries are written in; null for UTF-8.</param>
    /// <param name="today">The date that calendars are measured from.</param>
    public void Start(CrawlUrl page, WebEncoding? encoding, DateOnly today)
    {
        _today = today;
        _timeouts = 0;
        _inPatterns = TimeSpan.Zero;
        _resolver.Reset(page, encoding);
        _block.Clear();
        _external.Clear();
        _nofollow.Clear();
        Hyperlinks.Clear();
        NofollowLinks = 0;
        _block.Ignore(_fingerprinter.Compute(page));
    }

    /// <summary>Applies the page's base element: from here on links are relative to it.</summary>
    public void Rebase(ReadOnlySpan<byte> href) => _resolver.TryRebase(href);

    /// <summary>Takes a link.</summary>
    /// <param name="href">As it stands on the page.</param>
    /// <param name="source">Where it stands.</param>
    /// <param name="isNofollow">Whether it, or the whole page, says nofollow.</param>
    public void Add(ReadOnlySpan<byte> href, LinkSources source, bool isNofollow)
    {
        if (_resolver.Resolve(href) != UrlError.None)
            return;
        // The same text resolves to the same URL: only its first occurrence is new to the row, but a later one may lack the nofollow.
        var isNew = (source & LinkSources.Hyperlinks) == 0 || Hyperlinks.Add(_resolver.Resolved);
        if (!isNew && (isNofollow || _nofollow.Count == 0))
            return;
        _resolver.Canonicalize();
        var url = _resolver.Canonical;
        var verdict = Judge(url);
        if (verdict == Reason.Scope)
        {
            _external.Add(url);
            return;
        }
        var fingerprint = _fingerprinter.Compute(url);
        if (isNofollow && _obeysNofollow)
            _nofollow.Add(fingerprint);
        else
            _block.Add(url, _resolver.CanonicalParts, fingerprint, verdict, source);
    }

    /// <summary>Resolves a URL that is no link to follow, such as the canonical one; empty when it is no http(s) URL. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Resolve(ReadOnlySpan<byte> href) => _resolver.Resolve(href) == UrlError.None ? _resolver.Resolved : default;

    /// <summary>As <see cref="Resolve"/>, in canonical form.</summary>
    public ReadOnlySpan<byte> ResolveCanonical(ReadOnlySpan<byte> href)
    {
        if (_resolver.Resolve(href) != UrlError.None)
            return default;
        _resolver.Canonicalize();
        return _resolver.Canonical;
    }

    /// <summary>Whether what was resolved last is, in canonical form, a page's own URL.</summary>
    public bool IsLastResolved(CrawlUrl page)
    {
        _resolver.Canonicalize();
        return Ascii.Equals(_resolver.Canonical, page.Href);
    }

    /// <summary>The packed block of the links to queue or to book as excluded.</summary>
    public byte[] Pack()
    {
        foreach (var fingerprint in _nofollow)
            NofollowLinks += _block.Contains(fingerprint) ? 0 : 1;
        return _block.ToArray();
    }

    public void Dispose()
    {
        _external.Dispose();
        Hyperlinks.Dispose();
    }

    private Reason Judge(ReadOnlySpan<byte> url)
    {
        var skipsPatterns = _timeouts == MostTimeouts || (_clock is not null && _inPatterns >= _patternTime);
        var began = _clock?.Invoke() ?? default;
        var verdict = _judge.Judge(url, _resolver.CanonicalParts, _today, skipsPatterns);
        if (_clock is not null)
            _inPatterns += _clock() - began;
        if (verdict == Reason.PatternTimeout && _timeouts < MostTimeouts)
            _timeouts++;
        return verdict;
    }
}
