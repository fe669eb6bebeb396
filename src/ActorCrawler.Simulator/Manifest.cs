using ActorCrawler.Simulator.Web;

namespace ActorCrawler.Simulator;

/// <summary>
/// The known answers: what a crawl must find. Computed from the plan of the web, not from its HTML, so that it does not share a
/// crawler's mistakes. Memory grows with the number of pages crawled: ask for small webs, or with a depth limit.
/// </summary>
public sealed class Manifest
{
    private readonly SimulatedWeb _web;

    internal Manifest(SimulatedWeb web) => _web = web;

    /// <summary>What a crawl with the crawler's default settings, started at all hosts, must find.</summary>
    public ExpectedCrawl Expect() => Expect(new ManifestSettings());

    /// <summary>What a crawl must find.</summary>
    public ExpectedCrawl Expect(ManifestSettings settings)
    {
        var starts = settings.StartHosts ?? [.. Enumerable.Range(0, _web.Sites.Count)];
        var scope = settings.AllHosts ? null : starts.ToHashSet();
        var pages = new List<ExpectedPage>();
        var redirects = new HashSet<string>();
        var missing = new HashSet<string>();
        var files = new HashSet<string>();
        var forbidden = new HashSet<string>();
        var killers = new HashSet<string>();
        var known = new HashSet<Target>();
        // Two lists are one depth and the next. Redirects stay in their depth, so a list grows while it is read, and the next depth is known
        // only at its end.
        var current = starts.Select(host => new Target(TargetKind.Page, host, 0)).Where(known.Add).ToList();
        for (var depth = 0; current.Count > 0 && !(depth > settings.MaxDepth); depth++)
        {
            var next = new List<Target>();
            if (depth == 0 && settings.Sitemaps && _web.Options.Variety)
                next.AddRange(starts.SelectMany(SitemapEntries));
            for (var i = 0; i < current.Count; i++)
            {
                var target = current[i];
                switch (target.Kind)
                {
                    case TargetKind.Private or TargetKind.Print when settings.ObeyRobots:
                        forbidden.Add(_web.Url(target));
                        break;
                    case TargetKind.Missing:
                        missing.Add(_web.Url(target));
                        break;
                    case TargetKind.File:
                        files.Add(_web.Url(target));
                        break;
                    case TargetKind.Redirect or TargetKind.RedirectChain:
                        redirects.Add(_web.Url(target));
                        if (known.Add(SimulatedWeb.Next(target)))
                            current.Add(SimulatedWeb.Next(target));
                        break;
                    default:
                        if (Traits(target).HasFlag(PageTraits.Killer))
                        {
                            killers.Add(_web.Url(target));
                            break;
                        }
                        pages.Add(Page(target, depth));
                        next.AddRange(Followed(target, settings, scope));
                        break;
                }
            }
            current = [.. next.Where(known.Add)];
        }
        return new ExpectedCrawl { Pages = pages, Redirects = redirects, Missing = missing, Files = files, Forbidden = forbidden, Killers = killers };
    }

    private IEnumerable<Target> SitemapEntries(int host)
    {
        for (var i = 0; i < Math.Min(_web.Options.PagesPerHost, SimulatedWeb.PagesInSitemap); i++)
            yield return new Target(TargetKind.Page, host, i);
        for (var i = 0; i < _web.Paths.Orphans; i++)
            yield return new Target(TargetKind.Orphan, host, i);
    }

    private IEnumerable<Target> Followed(Target page, ManifestSettings settings, HashSet<int>? scope)
    {
        if (settings.ObeyNoFollow && Traits(page).HasFlag(PageTraits.NoFollow))
            yield break;
        for (var k = 0; k < _web.Links.Count(page); k++)
        {
            var link = _web.Links.Link(page, k);
            if (link.Target.Kind == TargetKind.External || scope is not null && !scope.Contains(link.Target.Host))
                continue;
            if (link.NoFollow && settings.ObeyNoFollow)
                continue;
            yield return link.Target.Kind == TargetKind.Alias && settings.StripTracking ? link.Target with { Kind = TargetKind.Page } : link.Target;
        }
    }

    private ExpectedPage Page(Target page, int depth) => new(_web.Url(page), depth, _web.Titles.Text(page, Traits(page)), () => Links(page));

    private IReadOnlyList<string> Links(Target page) =>
        [.. Enumerable.Range(0, _web.Links.Count(page)).Select(k => _web.Url(_web.Links.Link(page, k).Target)).Distinct()];

    private PageTraits Traits(Target page) =>
        page.Kind is TargetKind.Page or TargetKind.Alias or TargetKind.Print ? _web.Paths.Traits(page.Host, page.Index) : PageTraits.None;
}
