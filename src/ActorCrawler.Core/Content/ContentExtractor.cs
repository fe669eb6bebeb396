using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Content;

/// <summary>
/// Takes a page's main content out of its markup, as plain text or Markdown, without navigation, footers and the like. Linear in the size of
/// the page. Used again for page after page; not thread-safe.
/// </summary>
internal sealed class ContentExtractor : IDisposable
{
    private readonly ContentPage _page = new();
    private readonly MainContentSelector _selector = new();
    private readonly MarkdownWriter _markdown = new();
    private readonly UrlBuffer _text = new();
    private readonly ContentReader _reader;
    private readonly int _maxBytes;
    private bool[] _kept = [];

    /// <param name="maxBytes">The most that is written of a page.</param>
    public ContentExtractor(int maxBytes)
    {
        _maxBytes = maxBytes;
        _reader = new ContentReader(_page);
    }

    /// <summary>Steps that could grow faster than the input if something were wrong.</summary>
    public long Work => _reader.Work;

    /// <summary>Reads a page.</summary>
    /// <param name="document">UTF-8.</param>
    public void Read(ReadOnlyMemory<byte> document)
    {
        _reader.Read(document);
        var kept = _selector.Select(_page.Blocks);
        if (_kept.Length < kept.Length)
            _kept = new bool[kept.Length];
        kept.CopyTo(_kept);
    }

    /// <summary>The content as plain text; valid until the next call.</summary>
    public ReadOnlySpan<byte> Text()
    {
        PlainTextWriter.Write(_page, _kept, _text, _maxBytes);
        return _text.Written;
    }

    /// <summary>The content as Markdown; valid until the next call.</summary>
    /// <param name="urls">Makes links absolute.</param>
    public ReadOnlySpan<byte> Markdown(UrlSource urls) => _markdown.Write(_page, _kept, urls, _maxBytes);

    public void Dispose()
    {
        _reader.Dispose();
        _page.Dispose();
    }
}
