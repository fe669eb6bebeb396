using System.Buffers;
using System.Text;

namespace ActorCrawler.Simulator.Web;

/// <summary>The simulated web as a pure function: options, host and path give the answer. It keeps nothing but tables made at the start.</summary>
internal sealed class SimulatedWeb
{
    /// <summary>Linked pages that the sitemap names too.</summary>
    public const int PagesInSitemap = 10;

    private readonly PageWriter _pages;

    public SimulatedWeb(SimulatorOptions options, SiteTable sites)
    {
        Options = options;
        Sites = sites;
        Paths = new Paths(options);
        Links = new LinkPlan(options, Paths);
        Titles = new Titles(options, sites);
        _pages = new PageWriter(options, sites, Paths, Links, Titles, new Prose(options.Seed));
    }

    public SimulatorOptions Options { get; }

    public SiteTable Sites { get; }

    public Paths Paths { get; }

    public LinkPlan Links { get; }

    public Titles Titles { get; }

    /// <summary>The answer to a request for a path with query, as it stands in the request line.</summary>
    public SimulatedAnswer Answer(int host, ReadOnlySpan<byte> path)
    {
        var target = Paths.Find(host, path);
        var delay = Delay(host, path);
        return target.Kind switch
        {
            TargetKind.Nothing => new SimulatedAnswer(target, 404, "text/html; charset=utf-8", null, delay),
            TargetKind.Missing => new SimulatedAnswer(target, target.Index % 4 == 0 ? 410 : 404, "text/html; charset=utf-8", null, delay),
            TargetKind.Redirect or TargetKind.RedirectChain => new SimulatedAnswer(target, RedirectStatus(target), null, Location(target), delay),
            TargetKind.Robots => new SimulatedAnswer(target, 200, "text/plain", null, delay),
            TargetKind.Sitemap => new SimulatedAnswer(target, 200, "application/xml", null, delay),
            TargetKind.File => new SimulatedAnswer(target, 200, FileType(target), null, delay),
            _ => new SimulatedAnswer(target, 200, PageType(target), null, delay),
        };
    }

    /// <summary>Writes an answer's body.</summary>
    public void WriteBody(SimulatedAnswer answer, IBufferWriter<byte> output)
    {
        switch (answer.Target.Kind)
        {
            case TargetKind.Nothing or TargetKind.Missing:
                output.Write("<!DOCTYPE html>\n<title>Not found</title>\n<h1>Not found</h1>\n<p><a href=\"/\">Home</a></p>\n"u8);
                break;
            case TargetKind.Redirect or TargetKind.RedirectChain:
                break;
            case TargetKind.Robots:
                output.Write(Encoding.ASCII.GetBytes(RobotsTxt(answer.Target.Host)));
                break;
            case TargetKind.Sitemap:
                WriteSitemap(answer.Target.Host, output);
                break;
            case TargetKind.File:
                WriteFile(answer.Target, output);
                break;
            default:
                _pages.Write(answer.Target, output);
                break;
        }
    }

    /// <summary>The URL of a target, percent-encoded.</summary>
    public string Url(Target target)
    {
        if (target.Kind == TargetKind.External)
            return $"http://elsewhere-{target.Index}.invalid/";
        Span<byte> path = stackalloc byte[Paths.MaxLength];
        var length = Paths.Write(target, path, encoded: true, escaped: false);
        return $"http://{Sites[target.Host].Authority}{Encoding.ASCII.GetString(path[..length])}";
    }

    /// <summary>Whether a page is answered 503 the first time, and whether its Retry-After is then a date.</summary>
    public (bool IsBusy, bool TellsDate) Busy(Target target)
    {
        if (Options.BusyEvery == 0 || target.Kind != TargetKind.Page)
            return default;
        var chance = Chance.Of(Options.Seed, target.Host, Topic.Busy, target.Index);
        return (chance % (ulong)Options.BusyEvery == 0, chance >> 63 == 1);
    }

    /// <summary>Where a redirect leads.</summary>
    public static Target Next(Target redirect) =>
        redirect with { Kind = redirect.Kind == TargetKind.RedirectChain ? TargetKind.Redirect : TargetKind.Page };

    private static string FileType(Target target) => (target.Index % 4) switch
    {
        0 => "application/pdf",
        1 => "text/csv; charset=utf-8",
        2 => "image/png",
        _ => "application/zip",
    };

    private static void WriteFile(Target target, IBufferWriter<byte> output)
    {
        output.Write((target.Index % 4) switch
        {
            0 => "%PDF-1.4\n"u8,
            1 => "name,number\nharbour,1\nmill,2\n"u8,
            2 => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A],
            _ => "PK\x05\x06"u8,
        });
        output.Write(new byte[256]);
    }

    private TimeSpan Delay(int host, ReadOnlySpan<byte> path)
    {
        var span = Options.MaxLatency - Options.MinLatency;
        if (span <= TimeSpan.Zero)
            return Options.MinLatency;
        var hash = 14695981039346656037UL;
        foreach (var b in path)
            hash = (hash ^ b) * 1099511628211UL;
        return Options.MinLatency + span * (Chance.Of(Options.Seed, host, Topic.Latency, (long)hash) % 1024 / 1023.0);
    }

    private string PageType(Target target) =>
        target.Kind is TargetKind.Page or TargetKind.Alias or TargetKind.Print
            ? Paths.Traits(target.Host, target.Index) switch
            {
                PageTraits.Windows1252 => "text/html",
                PageTraits.ShiftJis => "text/html; charset=Shift_JIS",
                _ => "text/html; charset=utf-8",
            }
            : "text/html; charset=utf-8";

    private int RedirectStatus(Target target) =>
        (Chance.Of(Options.Seed, target.Host, Topic.Redirect, target.Index) % 5) switch { 0 => 302, 1 => 303, 2 => 307, 3 => 308, _ => 301 };

    /// <summary>Relative or absolute, by chance.</summary>
    private string Location(Target target)
    {
        var url = Url(Next(target));
        return Chance.Of(Options.Seed, target.Host, Topic.Redirect, target.Index, 1) % 2 == 0 ? url : url[(Sites[target.Host].BaseUrl.Length - 1)..];
    }

    private string RobotsTxt(int host)
    {
        var text = new StringBuilder("User-agent: *\n");
        text.Append(Options.Variety ? "Disallow: /private/\nAllow: /private/open/\nDisallow: /*?print=\n" : "Disallow:\n");
        if (Options.CrawlDelays.Count > 0 && Options.CrawlDelays[host % Options.CrawlDelays.Count] is > 0 and var delay)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Crawl-delay: {delay}\n");
        if (Options.Variety)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\nSitemap: http://{Sites[host].Authority}/sitemap.xml\n");
        return text.ToString();
    }

    private void WriteSitemap(int host, IBufferWriter<byte> output)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (var i = 0; i < Math.Min(Options.PagesPerHost, PagesInSitemap); i++)
            Entry(new Target(TargetKind.Page, host, i));
        for (var i = 0; i < Paths.Orphans; i++)
            Entry(new Target(TargetKind.Orphan, host, i));
        text.Append("</urlset>\n");
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));

        void Entry(Target target) => text.Append("<url><loc>").Append(Url(target)).Append("</loc></url>\n");
    }
}
