using System.Diagnostics.CodeAnalysis;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Sitemaps;

/// <summary>
/// Reads a sitemap in any of its formats (sitemaps.org: XML, index, text; RSS and Atom), item by item, so that memory does not grow with it.
/// Compressed files are told by their bytes. What is broken yields what was complete before the break. Declarations of document types are
/// passed over: nothing is expanded and nothing fetched.
/// </summary>
public sealed class SitemapReader : IDisposable
{
    private readonly Utf8Source _text;
    private readonly SitemapSource _source;
    private readonly SitemapUrls _urls;
    private readonly SitemapSettings _settings;

    /// <summary>Opens a sitemap.</summary>
    /// <param name="body">The body as received.</param>
    /// <param name="codings">Its content codings.</param>
    /// <param name="httpCharset">The charset parameter of its Content-Type; null when there is none.</param>
    /// <param name="url">The sitemap's own URL.</param>
    /// <param name="settings">Limits and strictness.</param>
    public SitemapReader(ReadOnlyMemory<byte> body, ContentCodings.Known codings, string? httpCharset, CrawlUrl url, SitemapSettings settings)
    {
        _settings = settings;
        _urls = new SitemapUrls(url, settings);
        _text = new Utf8Source(body, codings, httpCharset, settings.MaxBytes);
        _source = _text.IsXml ? new XmlSitemapSource(_text, settings) : new TextSitemapSource(_text, settings.MaxUrlBytes);
    }

    /// <summary>What the sitemap turned out to be; known once an item was read, or all of it.</summary>
    public SitemapFormat Format => _source is TextSitemapSource && Taken == 0 ? SitemapFormat.Unknown : _source.Format;

    /// <summary>Pages and sitemaps handed out.</summary>
    public int Taken { get; private set; }

    /// <summary>Alternates handed out.</summary>
    public int Alternates { get; private set; }

    /// <summary>Entries whose URL is unusable: relative, not http(s), too long, malformed.</summary>
    public int Invalid { get; private set; }

    /// <summary>Pages outside the sitemap's own folder, when only those inside count.</summary>
    public int Foreign { get; private set; }

    /// <summary>Entries beyond the limit.</summary>
    public int OverLimit { get; private set; }

    /// <summary>How undoing the compression went; final once <see cref="TryRead"/> has returned false. Too large means that the rest was cut off.</summary>
    public DecodeStatus Status => _text.Status;

    /// <summary>Reads the next item.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead(out SitemapItem item)
    {
        while (_source.Read())
        {
            item = _source.Item;
            var isAlternate = item.Kind == SitemapItemKind.Alternate;
            if ((isAlternate ? Alternates : Taken) >= _settings.MaxUrls)
            {
                OverLimit++;
                continue;
            }
            if (!TryTakeUrl(out var url))
                continue;
            if (isAlternate)
                Alternates++;
            else
                Taken++;
            item = item with { Url = url };
            return true;
        }
        item = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private bool TryTakeUrl([NotNullWhen(true)] out string? url)
    {
        url = _source.Url.IsEmpty ? null : _urls.Read(_source.Url);
        if (url is null)
        {
            Invalid++;
            return false;
        }
        if (_settings.OnlyOwnLocation && _source.Item.Kind == SitemapItemKind.Page && !_urls.IsOwn(url))
        {
            Foreign++;
            return false;
        }
        return true;
    }
}
