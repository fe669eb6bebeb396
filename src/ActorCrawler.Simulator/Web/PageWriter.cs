using System.Buffers;

namespace ActorCrawler.Simulator.Web;

/// <summary>Writes the HTML of pages.</summary>
internal sealed class PageWriter(SimulatorOptions options, IReadOnlyList<Site> sites, Paths paths, LinkPlan links, Titles titles, Prose prose)
{
    private const int LinksPerList = 6;

    private static readonly byte[] KillerMark = System.Text.Encoding.ASCII.GetBytes(SimulatorOptions.KillerMark);

    private static ReadOnlySpan<byte> Style => """
        <style>
        body{font:17px/1.6 Georgia,serif;max-width:44rem;margin:0 auto;padding:1rem;color:#222;background:#fdfcf8}
        nav{font:14px/1 sans-serif;padding:.8rem 0;border-bottom:1px solid #ddd;display:flex;gap:1.2rem}
        h1{font-size:1.9rem;line-height:1.25;margin:1.6rem 0 .6rem}a{color:#1a5fb4;text-decoration:none}a:hover{text-decoration:underline}
        ul{padding-left:1.2rem}footer{margin-top:2rem;padding-top:.8rem;border-top:1px solid #ddd;font-size:14px;color:#777}
        </style>

        """u8;

    /// <summary>Links in scripts and comments are none; whoever follows them is seen in the log.</summary>
    private static ReadOnlySpan<byte> Decoys => """
        <script>var more = '<a href="/trap/script">more</a>';</script>
        <!-- <a href="/trap/comment">old</a> -->

        """u8;

    public void Write(Target page, IBufferWriter<byte> output)
    {
        var ordinary = page.Kind is TargetKind.Page or TargetKind.Alias or TargetKind.Print;
        var traits = ordinary ? paths.Traits(page.Host, page.Index) : PageTraits.None;
        var legacy = (traits & (PageTraits.Windows1252 | PageTraits.ShiftJis)) != 0;
        Span<byte> buffer = stackalloc byte[Paths.MaxLength];
        var writer = new Utf8Writer(output);
        var site = sites[page.Host];

        writer.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"u8);
        if (traits.HasFlag(PageTraits.Killer))
        {
            writer.Write("<!-- "u8);
            writer.Write(KillerMark);
            writer.Write(" -->\n"u8);
        }
        if (traits.HasFlag(PageTraits.Windows1252))
            writer.Write("<meta charset=\"windows-1252\">\n"u8);
        else if (!legacy)
            writer.Write("<meta charset=\"utf-8\">\n"u8);
        writer.Write("<title>"u8);
        var title = buffer[..titles.Write(page, traits, utf8: !legacy, buffer)];
        writer.WriteEscaped(title);
        writer.Write("</title>\n<meta name=\"description\" content=\"A page of "u8);
        writer.WriteEscaped(site.Name);
        writer.Write(", number "u8);
        writer.Write(page.Index);
        writer.Write(".\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"u8);
        if (traits.HasFlag(PageTraits.NoIndex))
            writer.Write("<meta name=\"robots\" content=\"noindex\">\n"u8);
        if (traits.HasFlag(PageTraits.NoFollow))
            writer.Write("<meta name=\"robots\" content=\"nofollow\">\n"u8);
        writer.Write(Style);
        if (traits.HasFlag(PageTraits.Base))
            writer.Write("<base href=\"/base/dir/\">\n"u8);
        writer.Write("</head>\n<body>\n<nav>"u8);
        var count = links.Count(page);
        var k = 0;
        for (; k < Math.Min(2, count); k++)
            Anchor(ref writer, page, traits, links.Link(page, k), k == 0 ? site.Name : "Neighbour"u8);
        writer.Write("</nav>\n<main>\n<h1>"u8);
        writer.WriteEscaped(buffer[..titles.Write(page, traits, utf8: !legacy, buffer)]);
        writer.Write("</h1>\n"u8);

        var size = Size(page);
        var lists = Math.Max(1, (count - k + LinksPerList - 1) / LinksPerList);
        var paragraph = Chance.Of(options.Seed, page.Host, Topic.Text, page.Index, 1);
        for (var list = 0; list < lists; list++)
        {
            // The text is spread between the lists of links; each list costs some 100 bytes a link.
            while (writer.Written + (count - k) * 90L < size * (list + 1L) / lists)
                writer.Write(prose.Paragraph(paragraph++));
            if (k >= count)
                break;
            writer.Write("<ul>\n"u8);
            for (var end = Math.Min(count, k + LinksPerList); k < end; k++)
            {
                writer.Write("<li>"u8);
                var link = links.Link(page, k);
                Anchor(ref writer, page, traits, link, default);
                writer.Write("</li>\n"u8);
            }
            writer.Write("</ul>\n"u8);
        }
        writer.Write(Decoys);
        writer.Write("</main>\n<footer>"u8);
        writer.WriteEscaped(site.Name);
        writer.Write(" is made up by ActorCrawler's simulator.</footer>\n</body>\n</html>\n"u8);
        writer.Flush();
    }

    /// <summary>Sizes are skewed as on the real web: most pages a little below the option, few far above.</summary>
    private long Size(Target page) =>
        options.PageBytes * (long)(Chance.Of(options.Seed, page.Host, Topic.Size, page.Index) % 16 switch
        {
            < 4 => 40,
            < 8 => 65,
            < 12 => 100,
            < 15 => 160,
            _ => 300,
        }) / 100;

    private void Anchor(ref Utf8Writer writer, Target page, PageTraits traits, PageLink link, ReadOnlySpan<byte> text)
    {
        var legacy = (traits & (PageTraits.Windows1252 | PageTraits.ShiftJis)) != 0;
        var quote = link.Form switch { HrefForm.Unquoted => ""u8, HrefForm.SingleQuoted => "'"u8, _ => "\""u8 };
        writer.Write(link.Form == HrefForm.UpperCase ? "<A HREF="u8 : "<a href="u8);
        writer.Write(quote);
        Href(ref writer, page, traits, link, encoded: legacy || link.Form is HrefForm.Unquoted or HrefForm.Absolute);
        if (link.Form == HrefForm.WithFragment)
            writer.Write("#part-2"u8);
        writer.Write(quote);
        if (link.NoFollow)
            writer.Write(" rel=\"sponsored nofollow\""u8);
        writer.Write(">"u8);
        if (!text.IsEmpty)
            writer.WriteEscaped(text);
        else if (legacy || link.Target.Kind is not (TargetKind.Page or TargetKind.Alias or TargetKind.Redirect or TargetKind.RedirectChain))
            PlainText(ref writer, link.Target);
        else
            TitleOf(ref writer, link.Target);
        writer.Write(link.Form == HrefForm.UpperCase ? "</A>\n"u8 : "</a>\n"u8);
    }

    private void TitleOf(ref Utf8Writer writer, Target target)
    {
        Span<byte> buffer = stackalloc byte[Paths.MaxLength];
        var page = target with { Kind = TargetKind.Page };
        writer.WriteEscaped(buffer[..titles.Write(page, paths.Traits(page.Host, page.Index), utf8: true, buffer)]);
    }

    private static void PlainText(ref Utf8Writer writer, Target target)
    {
        writer.Write(target.Kind switch
        {
            TargetKind.File => "Download "u8,
            TargetKind.Print => "Print view "u8,
            TargetKind.External => "Elsewhere "u8,
            TargetKind.Private or TargetKind.PrivateAllowed => "Members "u8,
            _ => "Page "u8,
        });
        writer.Write(target.Index);
    }

    private void Href(ref Utf8Writer writer, Target page, PageTraits traits, PageLink link, bool encoded)
    {
        if (link.Target.Kind == TargetKind.External)
        {
            writer.Write("http://elsewhere-"u8);
            writer.Write(link.Target.Index);
            writer.Write(".invalid/"u8);
            return;
        }
        Span<byte> path = stackalloc byte[Paths.MaxLength];
        path = path[..paths.Write(link.Target, path, encoded, escaped: true)];
        if (link.Target.Host != page.Host || link.Form == HrefForm.Absolute)
            writer.Write("http:"u8);
        if (link.Target.Host != page.Host || link.Form is HrefForm.Absolute or HrefForm.ProtocolRelative)
        {
            writer.Write("//"u8);
            writer.Write(sites[link.Target.Host].AuthorityUtf8);
        }
        else if (link.Form == HrefForm.PathRelative)
        {
            for (var up = traits.HasFlag(PageTraits.Base) ? 2 : Depth(page); up > 0; up--)
                writer.Write("../"u8);
            if (path.Length == 1)
                writer.Write("./"u8);
            path = path[1..];
        }
        writer.Write(path);
    }

    /// <summary>Folders between a page and the root.</summary>
    private int Depth(Target page)
    {
        Span<byte> own = stackalloc byte[Paths.MaxLength];
        own = own[..paths.Write(page, own, encoded: true, escaped: false)];
        var query = own.IndexOf((byte)'?');
        return (query < 0 ? own : own[..query]).Count((byte)'/') - 1;
    }
}
