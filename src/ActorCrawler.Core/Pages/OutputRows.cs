using ActorCrawler.Core.Content;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Outputs;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Pages;

/// <summary>Makes a page's rows of the outputs beside pages.jsonl. Used again for page after page; not thread-safe.</summary>
internal sealed class OutputRows : IDisposable
{
    private readonly PageOutputs _wanted;
    private readonly ContentExtractor? _content;
    private readonly CsvWriter? _csv;
    private readonly JsonText _json = new();

    /// <exception cref="ArgumentException">There is no such column: settings are checked before they come here.</exception>
    public OutputRows(ParserSettings settings)
    {
        _wanted = settings.Outputs;
        if ((_wanted & (PageOutputs.Text | PageOutputs.Markdown)) != 0)
            _content = new ContentExtractor(settings.MaxContentBytes);
        if ((_wanted & PageOutputs.Csv) != 0)
            _csv = new CsvWriter([.. settings.CsvColumns.Select(name => CsvColumn.TryParse(name, out var column) ? column : throw new ArgumentException(name))]);
    }

    /// <summary>Reads what the outputs need beside what the extractor takes.</summary>
    /// <param name="document">UTF-8.</param>
    public void Read(ReadOnlyMemory<byte> document) => _content?.Read(document);

    /// <summary>The rows.</summary>
    /// <param name="url">The page's canonical URL.</param>
    /// <param name="page">The extractor that has read it.</param>
    /// <param name="links">Resolves its links.</param>
    /// <param name="row">Its row of pages.jsonl.</param>
    public IReadOnlyList<OutputRow> Make(CrawlUrl url, HtmlExtractor page, LinkHarvest links, ReadOnlySpan<byte> row)
    {
        if (_wanted == PageOutputs.None)
            return [];
        var outputs = new List<OutputRow>(4);
        if (_csv is not null)
            outputs.Add(new OutputRow(OutputNames.Csv, _csv.Row(row).ToArray()));
        if ((_wanted & PageOutputs.Links) != 0 && Links(url, page, links) is { Count: > 0 } rows)
            outputs.Add(rows);
        if ((_wanted & PageOutputs.Text) != 0)
            outputs.Add(Content(OutputNames.Text, url, page, ",\"text\":"u8, _content!.Text()));
        if ((_wanted & PageOutputs.Markdown) != 0)
            outputs.Add(Content(OutputNames.Markdown, url, page, ",\"markdown\":"u8, _content!.Markdown(links.Resolve)));
        return outputs;
    }

    public void Dispose() => _content?.Dispose();

    private OutputRow Links(CrawlUrl url, HtmlExtractor page, LinkHarvest links)
    {
        _json.Clear();
        var count = 0;
        foreach (ref readonly var link in page.Links)
        {
            if ((link.Source & LinkSources.Hyperlinks) == 0 || links.ResolveCanonical(page[link.Href]) is not { IsEmpty: false } target)
                continue;
            _json.Raw("{\"from\":"u8);
            _json.String(url.Href);
            _json.Raw(",\"to\":"u8);
            _json.String(target);
            Text(",\"text\":"u8, page[link.Text]);
            Text(",\"rel\":"u8, page[link.Rel]);
            _json.Raw("}\n"u8);
            count++;
        }
        return new OutputRow(OutputNames.Links, _json.Written.ToArray(), count);
    }

    private OutputRow Content(string output, CrawlUrl url, HtmlExtractor page, ReadOnlySpan<byte> key, ReadOnlySpan<byte> text)
    {
        _json.Clear();
        _json.Raw("{\"url\":"u8);
        _json.String(url.Href);
        if (page.Title is { } title)
            Text(",\"title\":"u8, page[title]);
        if (page.Lang is { } lang)
            Text(",\"lang\":"u8, page[lang]);
        _json.Raw(key);
        _json.String(text);
        _json.Raw("}\n"u8);
        return new OutputRow(output, _json.Written.ToArray());
    }

    private void Text(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return;
        _json.Raw(key);
        _json.String(text);
    }
}
