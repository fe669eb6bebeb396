using System.Collections.Concurrent;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Actors.Stored;

/// <summary>Parses stored answers as the crawl parses fetched ones, on all cores, and gives the pages in their order.</summary>
internal sealed class StoredPageParser(ParserSettings settings) : IDisposable
{
    private const int Portion = 256;

    private readonly ConcurrentBag<PageParser> _parsers = [];

    /// <summary>The pages among the answers: those with a status of 2xx and HTML in them.</summary>
    public IEnumerable<ParsedPage> Parse(IEnumerable<StoredPage> answers)
    {
        foreach (var portion in answers.Where(answer => answer.Status is >= 200 and < 300).Chunk(Portion))
        {
            var pages = new ParsedPage?[portion.Length];
            Parallel.For(0, portion.Length, i =>
            {
                if (!_parsers.TryTake(out var parser)) parser = PageParsers.Make(settings);
                pages[i] = Parse(parser, portion[i]);
                _parsers.Add(parser);
            });
            foreach (var page in pages.OfType<ParsedPage>()) yield return page;
        }
    }

    public void Dispose()
    {
        foreach (var parser in _parsers) parser.Dispose();
    }

    private static ParsedPage? Parse(PageParser parser, StoredPage answer)
    {
        if (!CrawlUrl.TryParse(answer.Url, null, UrlCanonicalizer.PlainUrls, out var url, out _)) return null;
        var outcome = parser.Parse(PageInput.Of(url, answer.Status, answer.All, answer.Body, answer.At, answer.Elapsed) with
        {
            Depth = answer.Depth,
            Referrer = answer.Referrer,
            IsTruncated = answer.IsTruncated,
        });
        return (outcome as PageOutcome.Parsed)?.Page;
    }
}
