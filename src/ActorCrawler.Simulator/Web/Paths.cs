using System.Buffers.Text;

namespace ActorCrawler.Simulator.Web;

/// <summary>Between things of the simulated web and their paths, in both directions and without a table.</summary>
internal sealed class Paths(SimulatorOptions options)
{
    /// <summary>Longer than any path of the simulated web.</summary>
    public const int MaxLength = 256;

    /// <summary>Orphans of each host: pages that only the sitemap names.</summary>
    public int Orphans { get; } = options.Variety ? Math.Clamp(options.PagesPerHost / 50, 1, 1000) : 0;

    /// <summary>What chance made of a page.</summary>
    public PageTraits Traits(int host, long index)
    {
        if (index >= options.PagesPerHost - options.Killers && !LinkPlan.HasChildren(options, index))
            return PageTraits.Killer;
        if (!options.Variety || index == 0)
            return PageTraits.None;
        var chance = Chance.Of(options.Seed, host, Topic.Kind, index);
        var traits = (chance % 64) switch
        {
            0 => PageTraits.NoIndex,
            1 => PageTraits.Windows1252,
            2 => PageTraits.ShiftJis,
            3 or 4 => PageTraits.Base,
            5 or 6 or 7 => PageTraits.Unicode,
            8 or 9 when !LinkPlan.HasChildren(options, index) => PageTraits.NoFollow,
            _ => PageTraits.None,
        };
        return traits;
    }

    /// <summary>Writes path and query; returns their length.</summary>
    /// <param name="target">Anything but <see cref="TargetKind.External"/> and <see cref="TargetKind.Nothing"/>.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="encoded">Whether characters beyond ASCII are percent-encoded.</param>
    /// <param name="escaped">Whether an ampersand is written as in HTML.</param>
    public int Write(Target target, Span<byte> destination, bool encoded, bool escaped)
    {
        var path = new PathBuilder(destination);
        switch (target.Kind)
        {
            case TargetKind.Page:
                Page(ref path, target, encoded);
                break;
            case TargetKind.Alias:
                Page(ref path, target, encoded);
                path.Add("?utm_source="u8);
                path.Add(Chance.Of(options.Seed, target.Host, Topic.Path, target.Index, 9) % 2 == 0 ? "letter"u8 : "feed"u8);
                path.Add(escaped ? "&amp;utm_medium=link"u8 : "&utm_medium=link"u8);
                break;
            case TargetKind.Print:
                Page(ref path, target, encoded);
                path.Add("?print=1"u8);
                break;
            case TargetKind.Robots:
                path.Add("/robots.txt"u8);
                break;
            case TargetKind.Sitemap:
                path.Add("/sitemap.xml"u8);
                break;
            case TargetKind.External or TargetKind.Nothing:
                throw new ArgumentOutOfRangeException(nameof(target), target, "It has no path here.");
            default:
                path.Add(Prefix(target.Kind));
                path.Add(target.Index);
                if (target.Kind == TargetKind.File)
                    path.Add(Extension(target));
                break;
        }
        return path.Length;
    }

    /// <summary>What stands at a path with query; <see cref="TargetKind.Nothing"/> when nothing does.</summary>
    public Target Find(int host, ReadOnlySpan<byte> path)
    {
        var target = Guess(host, path);
        if (target.Kind == TargetKind.Nothing)
            return target;
        Span<byte> expected = stackalloc byte[MaxLength];
        var length = Write(target, expected, encoded: true, escaped: false);
        return path.SequenceEqual(expected[..length]) ? target : new Target(TargetKind.Nothing, host, 0);
    }

    /// <summary>File extension of a <see cref="TargetKind.File"/>.</summary>
    public static ReadOnlySpan<byte> Extension(Target file) => (file.Index % 4) switch
    {
        0 => ".pdf"u8,
        1 => ".csv"u8,
        2 => ".png"u8,
        _ => ".zip"u8,
    };

    private static ReadOnlySpan<byte> Prefix(TargetKind kind) => kind switch
    {
        TargetKind.Redirect => "/go/"u8,
        TargetKind.RedirectChain => "/hop/"u8,
        TargetKind.Missing => "/lost/"u8,
        TargetKind.File => "/files/"u8,
        TargetKind.Private => "/private/"u8,
        TargetKind.PrivateAllowed => "/private/open/"u8,
        TargetKind.Orphan => "/archive/"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It has no prefix."),
    };

    private Target Guess(int host, ReadOnlySpan<byte> path)
    {
        if (path.SequenceEqual("/robots.txt"u8))
            return new Target(TargetKind.Robots, host, 0);
        if (path.SequenceEqual("/sitemap.xml"u8))
            return new Target(TargetKind.Sitemap, host, 0);
        foreach (var kind in (ReadOnlySpan<TargetKind>)[TargetKind.Redirect, TargetKind.RedirectChain, TargetKind.Missing, TargetKind.File,
            TargetKind.PrivateAllowed, TargetKind.Private, TargetKind.Orphan])
        {
            if (!path.StartsWith(Prefix(kind)))
                continue;
            if (!Utf8Parser.TryParse(path[Prefix(kind).Length..], out long number, out _) || number < 0 || number >= Count(kind))
                return new Target(TargetKind.Nothing, host, 0);
            return new Target(kind, host, number);
        }

        var query = path.IndexOf((byte)'?');
        var kindOfPage = query < 0 ? TargetKind.Page : path[query..].StartsWith("?print"u8) ? TargetKind.Print : TargetKind.Alias;
        var plain = query < 0 ? path : path[..query];
        if (plain.SequenceEqual("/"u8))
            return new Target(kindOfPage, host, 0);
        var dash = plain.LastIndexOf((byte)'-');
        if (dash < 0 || !Utf8Parser.TryParse(plain[(dash + 1)..], out long index, out _) || index <= 0 || index >= options.PagesPerHost)
            return new Target(TargetKind.Nothing, host, 0);
        return new Target(kindOfPage, host, index);
    }

    private long Count(TargetKind kind) => kind switch
    {
        TargetKind.Redirect or TargetKind.RedirectChain => options.PagesPerHost,
        TargetKind.Orphan => Orphans,
        _ => options.Variety ? long.MaxValue : 0,
    };

    private void Page(ref PathBuilder path, Target page, bool encoded)
    {
        path.Add("/"u8);
        if (page.Index == 0)
            return;
        var chance = Chance.Of(options.Seed, page.Host, Topic.Path, page.Index);
        path.Add(Words.Sections[chance % (ulong)Words.Sections.Length]);
        path.Add("/"u8);
        chance >>= 8;
        if (Traits(page.Host, page.Index).HasFlag(PageTraits.Unicode))
        {
            path.Add((encoded ? Words.UnicodeEncoded : Words.Unicode)[chance % (ulong)Words.Unicode.Length]);
            path.Add("/"u8);
        }
        var title = Chance.Of(options.Seed, page.Host, Topic.Title, page.Index);
        path.Add(Words.SlugAdjectives[title % (ulong)Words.Adjectives.Length]);
        path.Add("-"u8);
        path.Add(Words.SlugNouns[(title >> 16) % (ulong)Words.Nouns.Length]);
        path.Add("-"u8);
        path.Add(page.Index);
        chance >>= 8;
        path.Add((chance % 4) switch { 0 => ".html"u8, 1 => "/"u8, _ => ""u8 });
    }
}
