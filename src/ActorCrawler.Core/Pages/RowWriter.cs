using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Pages;

/// <summary>
/// Writes rows of pages.jsonl: the keys in the order that design and schema give, a key absent where the page has no such thing. Used again for
/// row after row; not thread-safe.
/// </summary>
internal sealed class RowWriter
{
    private readonly JsonText _json = new();

    /// <summary>Starts a row with what is known of the fetch.</summary>
    public void Start(in PageInput page, string? contentType, string charset, long size, ReadOnlySpan<byte> hash)
    {
        _json.Clear();
        _json.Raw("{\"url\":"u8);
        _json.String(page.Url.Href);
        _json.Raw(",\"status\":"u8);
        _json.Number(page.Status);
        _json.Raw(",\"depth\":"u8);
        _json.Number(page.Depth);
        Text(",\"referrer\":"u8, page.Referrer);
        _json.Raw(",\"fetched_at\":"u8);
        _json.Instant(page.FetchedAt);
        _json.Raw(",\"elapsed_ms\":"u8);
        _json.Number(UrlRow.Milliseconds(page.Elapsed));
        Text(",\"content_type\":"u8, contentType);
        Text(",\"charset\":"u8, charset);
        _json.Raw(",\"size\":"u8);
        _json.Number(size);
        if (page.IsTruncated)
            _json.Raw(",\"truncated\":true"u8);
        _json.Raw(",\"content_hash\":"u8);
        _json.Hash("sha256:"u8, hash);
    }

    /// <summary>Writes what stands on the page, up to the user's fields.</summary>
    public void Content(HtmlExtractor page, string? robotsHeader, ReadOnlySpan<byte> canonical, LinkHarvest links)
    {
        Text(",\"title\":"u8, page, page.Title);
        Text(",\"description\":"u8, page, page.Description);
        Text(",\"keywords\":"u8, page, page.Keywords);
        Text(",\"meta_robots\":"u8, page, page.MetaRobots);
        Text(",\"x_robots_tag\":"u8, robotsHeader);
        Text(",\"lang\":"u8, page, page.Lang);
        if (!canonical.IsEmpty)
        {
            _json.Raw(",\"canonical\":"u8);
            _json.String(canonical);
        }
        Headings(page);
        Metas(",\"og\":["u8, "{\"property\":"u8, page, page.Properties);
        Metas(",\"meta\":["u8, "{\"name\":"u8, page, page.Metas);
        Alternates(page, links);
        JsonLd(page);
    }

    /// <summary>Writes what the user's rules found.</summary>
    /// <param name="extracted">Members of the object.</param>
    /// <param name="problems">Members of the object that tells what they could not take.</param>
    public void Fields(ReadOnlySpan<byte> extracted, ReadOnlySpan<byte> problems)
    {
        Object(",\"extracted\":{"u8, extracted);
        Object(",\"extract_problems\":{"u8, problems);
    }

    /// <summary>Writes the links, ends the row, and gives it in an array of its own, newline included.</summary>
    public byte[] Finish(UniqueTexts links)
    {
        for (var i = 0; i < links.Count; i++)
        {
            _json.Raw(i == 0 ? ",\"links\":["u8 : ","u8);
            _json.String(links[i]);
        }
        _json.Raw(links.Count > 0 ? "]}\n"u8 : "}\n"u8);
        return _json.Written.ToArray();
    }

    private void Text(ReadOnlySpan<byte> key, string? text)
    {
        if (text is null)
            return;
        _json.Raw(key);
        _json.String(text);
    }

    private void Text(ReadOnlySpan<byte> key, HtmlExtractor page, TextRange? text)
    {
        if (text is null)
            return;
        _json.Raw(key);
        _json.String(page[text.Value]);
    }

    private void Object(ReadOnlySpan<byte> open, ReadOnlySpan<byte> members)
    {
        if (members.IsEmpty)
            return;
        _json.Raw(open);
        _json.Raw(members);
        _json.Raw("}"u8);
    }

    private void Headings(HtmlExtractor page)
    {
        var first = true;
        foreach (var heading in page.Headings)
        {
            _json.Raw(first ? ",\"headings\":[{\"level\":"u8 : ",{\"level\":"u8);
            _json.Number(heading.Level);
            _json.Raw(",\"text\":"u8);
            _json.String(page[heading.Text]);
            _json.Raw("}"u8);
            first = false;
        }
        if (!first)
            _json.Raw("]"u8);
    }

    private void Metas(ReadOnlySpan<byte> open, ReadOnlySpan<byte> openItem, HtmlExtractor page, ReadOnlySpan<ExtractedMeta> metas)
    {
        if (metas.IsEmpty)
            return;
        _json.Raw(open);
        var first = true;
        foreach (var meta in metas)
        {
            if (!first)
                _json.Raw(","u8);
            _json.Raw(openItem);
            _json.String(page[meta.Name]);
            _json.Raw(",\"content\":"u8);
            _json.String(page[meta.Content]);
            _json.Raw("}"u8);
            first = false;
        }
        _json.Raw("]"u8);
    }

    private void Alternates(HtmlExtractor page, LinkHarvest links)
    {
        var first = true;
        foreach (var alternate in page.Alternates)
        {
            var url = links.Resolve(page[alternate.Href]);
            if (url.IsEmpty)
                continue;
            _json.Raw(first ? ",\"hreflang\":[{\"lang\":"u8 : ",{\"lang\":"u8);
            _json.String(page[alternate.Lang]);
            _json.Raw(",\"url\":"u8);
            _json.String(url);
            _json.Raw("}"u8);
            first = false;
        }
        if (!first)
            _json.Raw("]"u8);
    }

    private void JsonLd(HtmlExtractor page)
    {
        var first = true;
        foreach (var block in page.JsonLd)
        {
            var mark = _json.Length;
            _json.Raw(first ? ",\"json_ld\":["u8 : ","u8);
            if (JsonCopy.TryCopy(page[block], _json))
                first = false;
            else
                _json.Length = mark;
        }
        if (!first)
            _json.Raw("]"u8);
    }
}
