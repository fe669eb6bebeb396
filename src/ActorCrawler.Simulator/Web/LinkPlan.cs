namespace ActorCrawler.Simulator.Web;

/// <summary>
/// Which links stand on which page. The pages of a host form a tree over which every page can be reached; further links go anywhere. Link 0
/// leads home, link 1 to the next host, then the children in the tree, then the rest.
/// </summary>
internal sealed class LinkPlan(SimulatorOptions options, Paths paths)
{
    /// <summary>Children of a page in the tree, at most.</summary>
    private static int FanOut(SimulatorOptions options) => Math.Clamp(options.LinksPerPage / 3, 1, 12);

    /// <summary>Whether other pages are reached through this one.</summary>
    public static bool HasChildren(SimulatorOptions options, long index) => index * FanOut(options) + 1 < options.PagesPerHost;

    /// <summary>Number of links on a page.</summary>
    public int Count(Target page) => page.Kind switch
    {
        TargetKind.Page or TargetKind.Alias or TargetKind.Print => Math.Max(options.LinksPerPage, 2 + Children(page.Index)),
        TargetKind.Private => 2,
        _ => 1,
    };

    /// <summary>Link number <paramref name="k"/> of a page.</summary>
    public PageLink Link(Target page, int k)
    {
        if (page.Kind == TargetKind.Private && k == 1)
            return new PageLink(page with { Index = page.Index + 1 }, HrefForm.RootRelative, NoFollow: false);
        if (k == 0)
            return new PageLink(new Target(TargetKind.Page, page.Host, 0), HrefForm.RootRelative, NoFollow: false);
        if (k == 1)
            return new PageLink(new Target(TargetKind.Page, (page.Host + 1) % options.Hosts, 0), HrefForm.Absolute, NoFollow: false);
        var chance = Chance.Of(options.Seed, page.Host, Topic.Link, page.Index, k);
        var form = options.Variety ? (HrefForm)(chance >> 56 & 7) : HrefForm.RootRelative;
        var children = Children(page.Index);
        if (k - 2 < children)
        {
            var child = page.Index * FanOut(options) + 1 + (k - 2);
            return new PageLink(new Target(options.Variety ? ChildKind(chance) : TargetKind.Page, page.Host, child), form, NoFollow: false);
        }
        var other = (long)((chance >> 8 & 0xFFFFFFFFFF) % (ulong)options.PagesPerHost);
        if (!options.Variety)
            return new PageLink(new Target(TargetKind.Page, page.Host, other), form, NoFollow: false);
        var number = (long)(chance >> 40 & 0xFF) % Math.Clamp(options.PagesPerHost / 10, 1, 256);
        return (chance % 64) switch
        {
            0 => new PageLink(new Target(TargetKind.Missing, page.Host, number), form, NoFollow: false),
            1 => new PageLink(new Target(TargetKind.File, page.Host, number), form, NoFollow: false),
            2 => new PageLink(new Target(TargetKind.Private, page.Host, number), form, NoFollow: false),
            3 => new PageLink(new Target(TargetKind.PrivateAllowed, page.Host, number), form, NoFollow: false),
            4 => new PageLink(new Target(TargetKind.Print, page.Host, other), form, NoFollow: false),
            5 => new PageLink(new Target(TargetKind.External, page.Host, number), HrefForm.Absolute, NoFollow: false),
            6 => new PageLink(new Target(TargetKind.Orphan, page.Host, number % paths.Orphans), form, NoFollow: true),
            7 => new PageLink(new Target(TargetKind.Alias, page.Host, other), form, NoFollow: false),
            8 => new PageLink(new Target(TargetKind.Redirect, page.Host, other), form, NoFollow: false),
            9 => new PageLink(new Target(TargetKind.Page, (int)(chance >> 24 & 0xFFFFFF) % options.Hosts, other), HrefForm.Absolute, NoFollow: false),
            _ => new PageLink(new Target(TargetKind.Page, page.Host, other), form, NoFollow: false),
        };
    }

    private static TargetKind ChildKind(ulong chance) => (chance % 64) switch
    {
        0 or 1 => TargetKind.Redirect,
        2 => TargetKind.RedirectChain,
        3 => TargetKind.Alias,
        _ => TargetKind.Page,
    };

    private int Children(long index) => (int)Math.Clamp(options.PagesPerHost - (index * FanOut(options) + 1), 0, FanOut(options));
}
