namespace ActorCrawler.Core.Html;

/// <summary>
/// Knows whether the tokeniser is within SVG or MathML, as the tree construction would (HTML standard, 13.2.6 and 13.2.6.5), from a stack that
/// holds only what stands inside the outermost <c>svg</c> or <c>math</c> element.
/// </summary>
/// <remarks>
/// Outside of them nothing is tracked. An end tag of an HTML element that nothing inside matches is taken to have its element outside, and
/// so ends the foreign content; that is what happens on pages, where the tree would ignore it only if no such element were open.
/// </remarks>
internal sealed class ForeignContent
{
    // Deeper elements are only counted: a bound against pages that open a million.
    private const int MostTracked = 256;

    private readonly Entry[] _stack = new Entry[MostTracked];
    private int _depth;
    private int _untracked;

    private enum Kind : byte
    {
        Html,
        Svg,
        Math,
    }

    /// <summary>Steps over the stack, for tests of linearity.</summary>
    public long Work { get; private set; }

    /// <summary>Whether the tokeniser is within an <c>svg</c> or <c>math</c> element.</summary>
    public bool IsInside => _depth > 0;

    /// <summary>Whether the current node is not an HTML element: then CDATA sections are sections.</summary>
    public bool AllowsCdata => _depth > 0 && _stack[_depth - 1].Kind != Kind.Html;

    /// <summary>Whether text is part of what a reader sees of the page: not the names and descriptions of drawings.</summary>
    public bool IsHtmlText => _depth == 0 || (_stack[_depth - 1].IsHtmlInside && _stack[_depth - 1] is not { Kind: Kind.Svg, Tag: HtmlTag.Title or HtmlTag.Desc });

    public void Clear() => _depth = _untracked = 0;

    /// <summary>Enters an <c>svg</c> or <c>math</c> element that the rules for HTML content have met.</summary>
    public void Enter(HtmlTag root, bool isSelfClosing)
    {
        if (!isSelfClosing)
            Push(new Entry(root, 0, root == HtmlTag.Svg ? Kind.Svg : Kind.Math, false, false));
    }

    /// <summary>Takes a start tag seen inside. True when the rules for HTML content apply to it; then <see cref="IsInside"/> may have ended.</summary>
    public bool TakeStartTag(HtmlTokenizer token)
    {
        if (_untracked > 0)
        {
            _untracked += token.IsSelfClosing ? 0 : 1;
            return false;
        }
        var top = _stack[_depth - 1];
        var tag = token.Tag;
        if (UsesHtmlRules(top, tag))
        {
            if (tag is not (HtmlTag.Svg or HtmlTag.Math) && !HtmlElements.IsVoid(tag))
                Push(new Entry(tag, HtmlTags.Key(token.TagName), Kind.Html, true, false));
            return true;
        }
        if (HtmlElements.BreaksOut(tag) || (tag == HtmlTag.Font && HasFontAttribute(token)))
        {
            while (_depth > 0 && !_stack[_depth - 1].IsHtmlInside)
                _depth--;
            Work++;
            if (_depth > 0 && !HtmlElements.IsVoid(tag))
                Push(new Entry(tag, 0, Kind.Html, true, false));
            return true;
        }
        if (!token.IsSelfClosing)
            Push(ForeignEntry(token, top.Kind));
        return false;
    }

    /// <summary>Takes an end tag seen inside.</summary>
    public void TakeEndTag(HtmlTokenizer token)
    {
        if (_untracked > 0)
        {
            _untracked--;
            return;
        }
        var tag = token.Tag;
        var key = HtmlTags.Key(token.TagName);
        var i = _depth - 1;
        if (tag is HtmlTag.P or HtmlTag.Br && _stack[i].Kind != Kind.Html)
        {
            while (_depth > 0 && !_stack[_depth - 1].IsHtmlInside)
                _depth--;
            return;
        }
        // The rules for foreign content: the nearest element of the name, as long as there are only foreign ones.
        for (; i >= 0 && _stack[i].Kind != Kind.Html; i--, Work++)
        {
            if (_stack[i].Is(tag, key))
            {
                _depth = i;
                return;
            }
        }
        // The rules for HTML content: the nearest element of the name within the integration point.
        for (; i >= 0; i--, Work++)
        {
            if (_stack[i].Kind == Kind.Html && _stack[i].Is(tag, key))
            {
                _depth = i;
                return;
            }
            if (_stack[i].IsIntegrationPoint && tag != HtmlTag.Template)
                return;
            if (_stack[i].Kind == Kind.Html && HtmlElements.IsSpecial(_stack[i].Tag) && !HtmlElements.ClosesAcrossSpecial(tag))
                return;
        }
        if (HtmlElements.IsHtml(tag) && tag is not (HtmlTag.Body or HtmlTag.Html))
            _depth = 0;
    }

    private static bool UsesHtmlRules(in Entry top, HtmlTag tag) =>
        top.Kind == Kind.Html
        || top.IsIntegrationPoint && (top.Kind == Kind.Svg || top.Tag == HtmlTag.AnnotationXml
            || tag is not (HtmlTag.Mglyph or HtmlTag.Malignmark))
        || (top.Kind == Kind.Math && top.Tag == HtmlTag.AnnotationXml && tag == HtmlTag.Svg);

    private static bool HasFontAttribute(HtmlTokenizer token) =>
        token.FindAttribute(HtmlAttributes.Color) >= 0 || token.FindAttribute(HtmlAttributes.Face) >= 0 || token.FindAttribute(HtmlAttributes.Size) >= 0;

    private static Entry ForeignEntry(HtmlTokenizer token, Kind kind)
    {
        var tag = token.Tag;
        var isPoint = kind == Kind.Svg
            ? tag is HtmlTag.ForeignObject or HtmlTag.Desc or HtmlTag.Title
            : tag is HtmlTag.Mi or HtmlTag.Mo or HtmlTag.Mn or HtmlTag.Ms or HtmlTag.Mtext || (tag == HtmlTag.AnnotationXml && HoldsHtml(token));
        return new Entry(tag, HtmlTags.Key(token.TagName), kind, isPoint, isPoint);
    }

    private static bool HoldsHtml(HtmlTokenizer token)
    {
        var index = token.FindAttribute(HtmlAttributes.Encoding);
        if (index < 0)
            return false;
        var value = token.AttributeValue(index);
        return System.Text.Ascii.EqualsIgnoreCase(value, "text/html"u8) || System.Text.Ascii.EqualsIgnoreCase(value, "application/xhtml+xml"u8);
    }

    private void Push(in Entry entry)
    {
        if (_depth == MostTracked)
            _untracked++;
        else
            _stack[_depth++] = entry;
    }

    // IsHtmlInside: what follows is HTML content (an HTML element, or an integration point).
    private readonly record struct Entry(HtmlTag Tag, ulong Key, Kind Kind, bool IsHtmlInside, bool IsIntegrationPoint)
    {
        public bool Is(HtmlTag tag, ulong key) => Tag == tag && (tag != HtmlTag.Unknown || Key == key);
    }
}
