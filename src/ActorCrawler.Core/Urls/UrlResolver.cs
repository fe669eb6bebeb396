using System.Text;
using ActorCrawler.Core.Encodings;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// Resolves and canonicalises the links of a page, in UTF-8, without allocating: results are spans over buffers that the next call uses
/// again.
/// One instance serves page after page by <see cref="Reset(CrawlUrl, WebEncoding?)"/>. Not thread-safe.
/// </summary>
/// <param name="canonicalizer">The crawl's rules.</param>
public sealed class UrlResolver(UrlCanonicalizer canonicalizer)
{
    private readonly UrlParser _parser = new();
    private readonly UrlBuffer _base = new();
    private readonly UrlBuffer _resolved = new();
    private readonly UrlBuffer _canonical = new();
    private UrlParts _baseParts;
    private UrlParts _resolvedParts;
    private UrlParts _canonicalParts;
    private bool _isChanged;
    private WebEncoding? _encoding;
    private QueryEncoder? _queryEncoder;

    /// <summary>The longest text that is parsed, in bytes; longer ones are <see cref="UrlError.TooLong"/>. Default 65,536.</summary>
    public int MaxInputBytes { get; init; } = 65_536;

    /// <summary>The URL that links are resolved against; empty when there is none.</summary>
    public ReadOnlySpan<byte> Base => _base.Written;

    /// <summary>
    /// The last resolved URL, WHATWG-serialised, without its fragment, before canonicalisation. Valid until the next
    /// <see cref="Resolve"/>.
    /// </summary>
    public ReadOnlySpan<byte> Resolved => _resolved.Written[.._resolvedParts.FragmentStart];

    /// <summary>The parts of <see cref="Resolved"/>; they also tell whether the link had a fragment.</summary>
    public UrlParts ResolvedParts => _resolvedParts;

    /// <summary>The last canonical URL. Valid until the next <see cref="Resolve"/>.</summary>
    public ReadOnlySpan<byte> Canonical => _isChanged ? _canonical.Written : Resolved;

    /// <summary>The parts of <see cref="Canonical"/>.</summary>
    public UrlParts CanonicalParts => _canonicalParts;

    /// <summary>Turns to another page.</summary>
    /// <param name="page">The URL of the page (after redirects), against which its links are resolved.</param>
    /// <param name="encoding">The page's encoding, which queries are written in; null means UTF-8.</param>
    public void Reset(CrawlUrl page, WebEncoding? encoding)
    {
        _base.Clear();
        Encoding.Latin1.GetBytes(page.Href, _base.Extend(page.Href.Length));
        SetBase(page.Parts, encoding);
    }

    /// <summary>Turns to another page.</summary>
    /// <param name="page">A serialised URL, ASCII; it is copied.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="encoding">The page's encoding, which queries are written in; null means UTF-8.</param>
    public void Reset(ReadOnlySpan<byte> page, in UrlParts parts, WebEncoding? encoding)
    {
        _base.Clear();
        _base.Append(page);
        SetBase(parts, encoding);
    }

    /// <summary>
    /// Applies the page's first <c>base</c> element with an <c>href</c>: from here on links are resolved against it. A value that is no
    /// http(s) URL changes nothing (HTML standard, "set the frozen base URL").
    /// </summary>
    /// <param name="href">The attribute's value, UTF-8, character references decoded.</param>
    public bool TryRebase(ReadOnlySpan<byte> href)
    {
        if (Resolve(href) != UrlError.None)
            return false;
        _base.Clear();
        _base.Append(_resolved.Written);
        _baseParts = _resolvedParts;
        return true;
    }

    /// <summary>
    /// Resolves a link; <see cref="Resolved"/> and, until <see cref="Canonicalize"/> is called, also <see cref="Canonical"/> hold it.
    /// </summary>
    /// <param name="href">
    /// The attribute's value, UTF-8, character references decoded; white space around and line breaks within are removed.
    /// </param>
    /// <returns>The error, after which the spans hold nothing of use.</returns>
    public UrlError Resolve(ReadOnlySpan<byte> href)
    {
        _isChanged = false;
        if (href.Length > MaxInputBytes)
        {
            _resolvedParts = _canonicalParts = default;
            return UrlError.TooLong;
        }
        var error = _parser.Parse(href, _base.Written, _baseParts, _queryEncoder, _resolved, out _resolvedParts);
        _canonicalParts = _resolvedParts with { Length = _resolvedParts.FragmentStart };
        return error;
    }

    /// <summary>Canonicalises what <see cref="Resolve"/> found; <see cref="Canonical"/> holds the result.</summary>
    /// <returns>The rules that changed something.</returns>
    public CanonicalizationRules Canonicalize()
    {
        var applied = canonicalizer.Canonicalize(_resolved.Written, _resolvedParts, _canonical, out _isChanged, out _canonicalParts);
        return applied;
    }

    /// <summary>The canonical URL as an object of its own.</summary>
    public CrawlUrl ToCrawlUrl() => CrawlUrl.FromCanonical(Canonical, _canonicalParts);

    private void SetBase(in UrlParts parts, WebEncoding? encoding)
    {
        _baseParts = parts;
        if (ReferenceEquals(encoding, _encoding))
            return;
        _encoding = encoding;
        _queryEncoder = QueryEncoder.For(encoding);
    }
}
