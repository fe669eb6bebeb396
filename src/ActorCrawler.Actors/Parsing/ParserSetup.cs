using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Sitemaps;

namespace ActorCrawler.Actors.Parsing;

/// <summary>What a parser is told: plain data, so that it can travel to a worker.</summary>
/// <param name="Pages">How pages are parsed; the crawl's URL rules are part of it, and hold for sitemaps too.</param>
/// <param name="Sitemaps">How sitemaps are read.</param>
internal sealed record ParserSetup(ParserSettings Pages, SitemapSettings Sitemaps);
