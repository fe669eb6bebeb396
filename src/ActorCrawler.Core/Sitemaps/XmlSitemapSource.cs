using System.Text;

namespace ActorCrawler.Core.Sitemaps;

/// <summary>
/// Sitemaps, indexes and feeds in XML. Elements are known by their local names and the root's own prefix, so that <c>image:loc</c> is no
/// <c>loc</c>; what is missing or out of place is forgiven as far as its meaning is plain.
/// </summary>
internal sealed class XmlSitemapSource(Utf8Source source, SitemapSettings settings) : SitemapSource
{
    private readonly XmlScanner _xml = new(source);
    private readonly SitemapEntry _entry = new(settings.MaxUrlBytes);
    private readonly XmlText _alternate = new(settings.MaxUrlBytes);
    private byte[] _prefix = [];
    private bool _refused;
    private bool _inEntry;
    private bool _isAlternate;
    private SitemapField _field;
    private Next _next;

    /// <summary>Entry tags within a loc, which mean nothing.</summary>
    private int _nestedEntries;

    /// <summary>The element whose content is not the entry's own, and how many of its name are open; 0 outside of one.</summary>
    private byte[] _foreignName = [];
    private int _foreignDepth;

    /// <summary>What is to be done before the next token is read: an item is handed out before it is forgotten.</summary>
    private enum Next : byte
    {
        Nothing,
        BeginEntry,
        BeginUrl,
        LeaveEntry,
    }

    public override ReadOnlySpan<byte> Url => _isAlternate ? _alternate.Bytes : _entry.Url;

    public override bool Read()
    {
        _isAlternate = false;
        Do(_next);
        while (!_refused)
        {
            var found = _xml.Read() switch
            {
                XmlTokenKind.StartTag => OnStartTag(_xml.Name),
                XmlTokenKind.EndTag => OnEndTag(_xml.Name),
                XmlTokenKind.Text => OnText(isRaw: false),
                XmlTokenKind.CData => OnText(isRaw: true),
                _ => OnEnd(),
            };
            if (found)
                return true;
        }
        return false;
    }

    private void Do(Next next)
    {
        _next = Next.Nothing;
        if (next == Next.Nothing)
            return;
        _entry.Clear();
        _inEntry = next != Next.LeaveEntry;
        _field = SitemapField.None;
        _foreignDepth = 0;
        _nestedEntries = 0;
        if (next == Next.BeginUrl)
            _field = SitemapField.Url;
    }

    /// <summary>Hands the entry out if it has a URL, now or before the next token.</summary>
    private bool HandOut(Next next)
    {
        EndField();
        if (!_inEntry || !_entry.HasUrl)
        {
            Do(next);
            return false;
        }
        _next = next;
        Item = _entry.ToItem(Format == SitemapFormat.Index ? SitemapItemKind.Sitemap : SitemapItemKind.Page);
        return true;
    }

    private bool OnText(bool isRaw)
    {
        if (_field == SitemapField.None || _foreignDepth > 0)
            return false;
        if (isRaw)
            _entry.TextOf(_field).AddRaw(_xml.Token);
        else
            _entry.TextOf(_field).Add(_xml.Token, _xml.HasDoctype);
        return false;
    }

    /// <summary>The end, perhaps in the middle of an entry: a field counts if it was complete, which it is once an end tag has begun.</summary>
    private bool OnEnd()
    {
        _refused = true;
        if (_field != SitemapField.None && !_xml.EndedInEndTag)
            _entry.TextOf(_field).Clear();
        return HandOut(Next.LeaveEntry);
    }

    private bool OnStartTag(ReadOnlySpan<byte> name)
    {
        if (Format == SitemapFormat.Unknown && !TryStartRoot(name))
            return false;
        if (IsEntry(name))
        {
            if (_field == SitemapField.Url && _entry.UrlText.IsBlank)
            {
                _nestedEntries += _xml.IsSelfClosing ? 0 : 1;
                return false;
            }
            var about = Format == SitemapFormat.Rss ? _xml.Attribute("rdf:about"u8).ToArray() : [];
            var found = HandOut(_xml.IsSelfClosing ? Next.LeaveEntry : Next.BeginEntry);
            if (!found)
                _entry.TextOf(SitemapField.Guid).Add(about, hasDoctype: false);
            return found;
        }
        if (!_inEntry)
            return false;
        if (_foreignDepth > 0)
        {
            _foreignDepth += !_xml.IsSelfClosing && name.SequenceEqual(_foreignName) ? 1 : 0;
            return false;
        }
        return OnField(name);
    }

    private bool OnField(ReadOnlySpan<byte> name)
    {
        var field = FieldOf(name);
        if (field == SitemapField.None)
            return OnOther(name);
        EndField();
        if (field == SitemapField.Url && _entry.HasUrl && Format is SitemapFormat.UrlSet or SitemapFormat.Index)
            return HandOut(_xml.IsSelfClosing ? Next.BeginEntry : Next.BeginUrl);
        if (Format == SitemapFormat.Atom && field == SitemapField.Url)
        {
            OnAtomLink();
        }
        else if (!_xml.IsSelfClosing)
        {
            _field = field;
            _entry.Begin(field);
        }
        return false;
    }

    /// <summary>An element that is no field: within a field it is passed over and its text counts, else it is foreign with all it holds.</summary>
    private bool OnOther(ReadOnlySpan<byte> name)
    {
        if (_field != SitemapField.None)
            return false;
        var local = Local(name);
        if (Is(local, "image"u8))
            _entry.Images++;
        else if (Is(local, "video"u8))
            _entry.Videos++;
        else if (Is(local, "news"u8))
            _entry.News++;
        if (!_xml.IsSelfClosing)
        {
            _foreignName = name.ToArray();
            _foreignDepth = 1;
        }
        return Format is SitemapFormat.UrlSet or SitemapFormat.Index && Is(local, "link"u8) && TryReadAlternate();
    }

    private bool TryReadAlternate()
    {
        var href = _xml.Attribute("href"u8);
        if (href.IsEmpty || !IsAlternateRel(_xml.Attribute("rel"u8)))
            return false;
        _alternate.Clear();
        _alternate.Add(href, _xml.HasDoctype);
        var language = _xml.Attribute("hreflang"u8);
        Item = new SitemapItem
        {
            Url = "",
            Kind = SitemapItemKind.Alternate,
            Language = language.IsEmpty ? null : Encoding.UTF8.GetString(language),
        };
        return _isAlternate = true;
    }

    /// <summary>The first link to the entry itself; others lead to what belongs to it.</summary>
    private void OnAtomLink()
    {
        var rel = _xml.Attribute("rel"u8);
        if (_entry.UrlText.IsBlank && (rel.IsEmpty || IsAlternateRel(rel)))
            _entry.UrlText.Add(_xml.Attribute("href"u8), _xml.HasDoctype);
    }

    private bool OnEndTag(ReadOnlySpan<byte> name)
    {
        if (!_inEntry)
            return false;
        if (IsEntry(name))
        {
            if (_nestedEntries > 0 && _field == SitemapField.Url)
            {
                _nestedEntries--;
                return false;
            }
            return HandOut(Next.LeaveEntry);
        }
        if (_foreignDepth > 0)
            _foreignDepth -= name.SequenceEqual(_foreignName) ? 1 : 0;
        else if (_field != SitemapField.None && FieldOf(name) == _field)
            EndField();
        return false;
    }

    private void EndField()
    {
        _entry.End(_field);
        _field = SitemapField.None;
        _nestedEntries = 0;
    }

    /// <summary>Takes the first element that is a root, or an entry whose root is missing. HTML is none, whatever it holds.</summary>
    private bool TryStartRoot(ReadOnlySpan<byte> name)
    {
        var local = Local(name);
        Format = Is(local, "urlset"u8) || Is(local, "url"u8) ? SitemapFormat.UrlSet
            : Is(local, "sitemapindex"u8) || Is(local, "sitemap"u8) ? SitemapFormat.Index
            : Is(local, "rss"u8) || Is(local, "RDF"u8) ? SitemapFormat.Rss
            : Is(local, "feed"u8) ? SitemapFormat.Atom
            : SitemapFormat.Unknown;
        if (Format == SitemapFormat.Unknown)
        {
            _refused = Is(local, "html"u8);
            return false;
        }
        _prefix = Format == SitemapFormat.Rss ? [] : name[..^local.Length].ToArray();
        if (settings.OnlyKnownNamespace && Format is SitemapFormat.UrlSet or SitemapFormat.Index && !HasKnownNamespace())
        {
            Format = SitemapFormat.Unknown;
            _refused = true;
            return false;
        }
        return true;
    }

    private bool HasKnownNamespace()
    {
        var uri = _xml.Attribute(_prefix.Length == 0 ? "xmlns"u8 : [.. "xmlns:"u8, .. _prefix.AsSpan(..^1)]).TrimEnd((byte)'/');
        return uri.SequenceEqual("http://www.sitemaps.org/schemas/sitemap/0.9"u8) || uri.SequenceEqual("https://www.sitemaps.org/schemas/sitemap/0.9"u8);
    }

    private bool IsEntry(ReadOnlySpan<byte> name) => IsOwn(name) && Local(name) is var local && Format switch
    {
        SitemapFormat.UrlSet or SitemapFormat.Index => Is(local, "url"u8) || Is(local, "sitemap"u8),
        SitemapFormat.Rss => Is(local, "item"u8),
        _ => Is(local, "entry"u8),
    };

    private SitemapField FieldOf(ReadOnlySpan<byte> name)
    {
        if (Format == SitemapFormat.Rss && Is(name, "dc:date"u8))
            return SitemapField.Modified;
        if (!IsOwn(name))
            return SitemapField.None;
        var local = Local(name);
        return Format switch
        {
            SitemapFormat.UrlSet or SitemapFormat.Index => Is(local, "loc"u8) ? SitemapField.Url
                : Is(local, "lastmod"u8) ? SitemapField.Modified
                : Is(local, "priority"u8) ? SitemapField.Priority
                : Is(local, "changefreq"u8) ? SitemapField.Frequency
                : SitemapField.None,
            SitemapFormat.Rss => Is(local, "link"u8) ? SitemapField.Url
                : Is(local, "guid"u8) ? SitemapField.Guid
                : Is(local, "pubDate"u8) ? SitemapField.Modified
                : SitemapField.None,
            _ => Is(local, "link"u8) ? SitemapField.Url
                : Is(local, "updated"u8) ? SitemapField.Modified
                : Is(local, "published"u8) ? SitemapField.Published
                : SitemapField.None,
        };
    }

    private bool IsOwn(ReadOnlySpan<byte> name) => name[..^Local(name).Length].SequenceEqual(_prefix);

    private static ReadOnlySpan<byte> Local(ReadOnlySpan<byte> name) => name[(name.IndexOf((byte)':') + 1)..];

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> other) => Ascii.EqualsIgnoreCase(name, other);

    private static bool IsAlternateRel(ReadOnlySpan<byte> rel) => Ascii.EqualsIgnoreCase(rel.Trim(" \t\r\n"u8), "alternate"u8);
}
