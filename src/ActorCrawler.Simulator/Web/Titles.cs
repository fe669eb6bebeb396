using System.Text;

namespace ActorCrawler.Simulator.Web;

/// <summary>The titles of pages.</summary>
internal sealed class Titles(SimulatorOptions options, IReadOnlyList<Site> sites)
{
    private static readonly byte[] CafeWindows1252 = [(byte)'C', (byte)'a', (byte)'f', 0xE9];
    private static readonly byte[] TokyoShiftJis = [0x93, 0x8C, 0x8B, 0x9E];

    /// <summary>Writes a title in the encoding of its page, without HTML escapes.</summary>
    public int Write(Target page, PageTraits traits, bool utf8, Span<byte> destination)
    {
        var title = new PathBuilder(destination);
        if (page is { Index: 0, Kind: TargetKind.Page or TargetKind.Alias or TargetKind.Print })
        {
            title.Add(sites[page.Host].Name);
            return title.Length;
        }
        var chance = Chance.Of(options.Seed, page.Host, Topic.Title, page.Index);
        var adjective = Words.Adjectives[chance % (ulong)Words.Adjectives.Length];
        var noun = Words.Nouns[(chance >> 16) % (ulong)Words.Nouns.Length];
        switch (page.Kind)
        {
            case TargetKind.Private:
                title.Add("Private page "u8);
                title.Add(page.Index);
                break;
            case TargetKind.PrivateAllowed:
                title.Add("Open page "u8);
                title.Add(page.Index);
                break;
            case TargetKind.Orphan:
                title.Add("From the archive: "u8);
                title.Add(noun);
                break;
            default:
                Page(ref title, traits, utf8, chance, adjective, noun);
                break;
        }
        return title.Length;
    }

    /// <summary>The title as text.</summary>
    public string Text(Target page, PageTraits traits)
    {
        Span<byte> buffer = stackalloc byte[Paths.MaxLength];
        return Encoding.UTF8.GetString(buffer[..Write(page, traits, utf8: true, buffer)]);
    }

    private static void Page(ref PathBuilder title, PageTraits traits, bool utf8, ulong chance, byte[] adjective, byte[] noun)
    {
        if (traits.HasFlag(PageTraits.Windows1252))
        {
            title.Add(utf8 ? "Café"u8 : CafeWindows1252);
            title.Add(" "u8);
        }
        else if (traits.HasFlag(PageTraits.ShiftJis))
        {
            title.Add(utf8 ? "東京"u8 : TokyoShiftJis);
            title.Add(" "u8);
        }
        else
        {
            title.Add("The "u8);
        }
        title.Add(adjective);
        title.Add(" "u8);
        title.Add(noun);
        if (traits.HasFlag(PageTraits.Windows1252) || traits.HasFlag(PageTraits.ShiftJis))
            return;
        if (chance % 5 == 0)
        {
            title.Add(" & the "u8);
            title.Add(Words.Nouns[(chance >> 24) % (ulong)Words.Nouns.Length]);
            return;
        }
        title.Add(" of "u8);
        title.Add(Words.Places[(chance >> 32) % (ulong)Words.Places.Length]);
    }
}
