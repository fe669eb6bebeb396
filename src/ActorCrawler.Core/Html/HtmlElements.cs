namespace ActorCrawler.Core.Html;

/// <summary>Groups of elements that the tree construction treats alike.</summary>
internal static class HtmlElements
{
    private static readonly Groups[] Table = Build();

    [Flags]
    private enum Groups : byte
    {
        None = 0,
        Void = 1,
        Breakout = 2,
        Special = 4,
        CrossesSpecial = 8,
        Foreign = 16,
        Separating = 32,
    }

    /// <summary>Never on the stack of open elements once it is read.</summary>
    public static bool IsVoid(HtmlTag tag) => (Table[(int)tag] & Groups.Void) != 0;

    /// <summary>Its start tag ends SVG and MathML content (HTML standard, 13.2.6.5); <c>font</c> depends on its attributes.</summary>
    public static bool BreaksOut(HtmlTag tag) => (Table[(int)tag] & Groups.Breakout) != 0;

    /// <summary>In the category "special" (13.2.4.2).</summary>
    public static bool IsSpecial(HtmlTag tag) => (Table[(int)tag] & Groups.Special) != 0;

    /// <summary>Its end tag closes it although special elements are open inside it: blocks ("has an element in scope") and formatting.</summary>
    public static bool ClosesAcrossSpecial(HtmlTag tag) => (Table[(int)tag] & Groups.CrossesSpecial) != 0;

    /// <summary>A known element of HTML itself, rather than of SVG or MathML.</summary>
    public static bool IsHtml(HtmlTag tag) => tag != HtmlTag.Unknown && (Table[(int)tag] & (Groups.Foreign | Groups.Void)) == 0;

    /// <summary>Separates the words before and after it where text is taken out of markup.</summary>
    public static bool Separates(HtmlTag tag) => (Table[(int)tag] & Groups.Separating) != 0;

    private static Groups[] Build()
    {
        var table = new Groups[HtmlTags.Count];
        Mark(table, Groups.Void, "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr");
        Mark(
            table, Groups.Breakout,
            "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s " +
            "small span strong strike sub sup table tt u ul var");
        Mark(
            table, Groups.Special,
            "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details dir div dl " +
            "dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li " +
            "link listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script search section select source " +
            "style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp");
        Mark(
            table, Groups.CrossesSpecial,
            "a address applet article aside b big blockquote button caption center code dd details dialog dir div dl dt em fieldset figcaption " +
            "figure font footer form h1 h2 h3 h4 h5 h6 header hgroup i li listing main marquee menu nav nobr object ol p pre s search section select " +
            "small strike strong summary table tbody td template tfoot th thead tr tt u ul");
        Mark(table, Groups.Foreign, "annotation-xml desc foreignobject malignmark math mglyph mi mn mo ms mtext svg");
        Mark(
            table, Groups.Separating,
            "address article aside blockquote br center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header " +
            "hgroup hr legend li main menu nav ol option p pre section summary table td th tr ul");
        return table;
    }

    private static void Mark(Groups[] table, Groups group, string names)
    {
        foreach (var name in names.Split(' '))
        {
            var bytes = System.Text.Encoding.ASCII.GetBytes(name);
            table[(int)HtmlTags.Find(HtmlTags.Key(bytes), bytes)] |= group;
        }
    }
}
