using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace ActorCrawler.Core.Html;

/// <summary>Finds known element names by a key that the tokeniser builds while it reads a name.</summary>
/// <remarks>The key is the last eight bytes of the lower-case name, so that it is the whole name for nearly all.</remarks>
internal static class HtmlTags
{
    /// <summary>One more than the largest <see cref="HtmlTag"/>.</summary>
    public const int Count = 147;

    private const int SlotBits = 9;

    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private const string NameList =
        "a abbr address annotation-xml applet area article aside audio b base basefont bdi bdo bgsound big blockquote body " +
        "br button canvas caption center cite code col colgroup data datalist dd del desc details dfn dialog dir div dl dt " +
        "em embed fieldset figcaption figure font footer foreignobject form frame frameset h1 h2 h3 h4 h5 h6 head header " +
        "hgroup hr html i iframe img input ins kbd keygen label legend li link listing main malignmark map mark marquee " +
        "math menu meta meter mglyph mi mn mo ms mtext nav nobr noembed noframes noscript object ol optgroup option output " +
        "p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source " +
        "span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track " +
        "tt u ul var video wbr xmp";

    private static readonly byte[][] Names = [[], .. NameList.Split(' ').Select(Encoding.ASCII.GetBytes)];

    private static readonly Slot[] Slots = BuildSlots();

    /// <summary>The name of a known element, in lower case.</summary>
    public static ReadOnlySpan<byte> Name(HtmlTag tag) => Names[(int)tag];

    /// <summary>The key of a lower-case name: its last eight bytes, the first of them lowest.</summary>
    public static ulong Key(ReadOnlySpan<byte> name)
    {
        if (name.Length >= 8)
            return BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]);
        var key = 0ul;
        for (var i = name.Length - 1; i >= 0; i--)
            key = (key << 8) | name[i];
        return key;
    }

    /// <summary>Finds an element by the key of a name of at most eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HtmlTag FindShort(ulong key)
    {
        var slots = Slots;
        for (var i = Index(key); ; i++)
        {
            ref readonly var slot = ref slots[i & (slots.Length - 1)];
            if (slot.Key == key && slot.Length <= 8)
                return slot.Tag;
            if (slot.Tag == HtmlTag.Unknown)
                return HtmlTag.Unknown;
        }
    }

    /// <summary>Finds an element.</summary>
    /// <param name="key">The key of the name in lower case.</param>
    /// <param name="name">The name in any case.</param>
    public static HtmlTag Find(ulong key, ReadOnlySpan<byte> name)
    {
        var slots = Slots;
        for (var i = Index(key); ; i = (i + 1) & (slots.Length - 1))
        {
            ref readonly var slot = ref slots[i];
            if (slot.Key == key && slot.Length == name.Length)
                return name.Length <= 8 || Ascii.EqualsIgnoreCase(name, Names[(int)slot.Tag]) ? slot.Tag : HtmlTag.Unknown;
            if (slot.Tag == HtmlTag.Unknown)
                return HtmlTag.Unknown;
        }
    }

    private static Slot[] BuildSlots()
    {
        var slots = new Slot[1 << SlotBits];
        for (var tag = 1; tag < Names.Length; tag++)
        {
            var key = Key(Names[tag]);
            var i = Index(key);
            while (slots[i].Tag != HtmlTag.Unknown)
                i = (i + 1) & (slots.Length - 1);
            slots[i] = new Slot(key, Names[tag].Length, (HtmlTag)tag);
        }
        return slots;
    }

    private static int Index(ulong key) => (int)((key * Multiplier) >> (64 - SlotBits));

    private readonly record struct Slot(ulong Key, int Length, HtmlTag Tag);
}
