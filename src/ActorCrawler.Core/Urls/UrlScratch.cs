using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>The parser and buffers of a thread, for parsing strings one by one without making them anew each time.</summary>
internal sealed class UrlScratch
{
    /// <summary>Buffers that one huge text has made larger than this are not kept.</summary>
    private const int MostKept = 1 << 16;

    [ThreadStatic]
    private static UrlScratch? _ofThread;

    private readonly UrlParser _parser = new();
    private readonly UrlBuffer _input = new();
    private readonly UrlBuffer _base = new();
    private readonly UrlBuffer _resolved = new();
    private readonly UrlBuffer _canonical = new();

    /// <summary>The calling thread's own; not to be kept across calls.</summary>
    public static UrlScratch OfThread => _ofThread ??= new UrlScratch();

    /// <summary>Parses, resolves and canonicalises; the result is valid until the thread's next call.</summary>
    public UrlError Parse(
        string text, CrawlUrl? baseUrl, UrlCanonicalizer canonicalizer, out ReadOnlySpan<byte> canonical, out UrlParts parts,
        out CanonicalizationRules applied)
    {
        canonical = [];
        applied = CanonicalizationRules.None;
        if (text.Length > MostKept)
            _ofThread = null;
        _input.Clear();
        _input.Length = Encoding.UTF8.GetBytes(text, _input.Extend(Encoding.UTF8.GetMaxByteCount(text.Length)));
        _base.Clear();
        if (baseUrl is not null)
            Encoding.Latin1.GetBytes(baseUrl.Href, _base.Extend(baseUrl.Href.Length));
        var error = _parser.Parse(_input.Written, _base.Written, baseUrl?.Parts ?? default, null, _resolved, out var resolvedParts);
        parts = resolvedParts;
        if (error != UrlError.None)
            return error;
        applied = canonicalizer.Canonicalize(_resolved.Written, resolvedParts, _canonical, out var isWritten, out parts);
        canonical = isWritten ? _canonical.Written : _resolved.Written[..resolvedParts.FragmentStart];
        return UrlError.None;
    }
}
