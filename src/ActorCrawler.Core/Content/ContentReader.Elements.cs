using System.Buffers.Text;
using System.Text;
using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Content;

// What each element means for the text.
internal sealed partial class ContentReader
{
    private void TakeStartTag(HtmlTag tag)
    {
        if (_foreign.IsInside)
        {
            var isHtml = _foreign.TakeStartTag(_tokenizer);
            _tokenizer.AllowsCdata = _foreign.AllowsCdata;
            if (!isHtml || _foreign.IsInside)
                return;
        }
        switch (tag)
        {
            case HtmlTag.Unknown:
                break;
            case HtmlTag.Svg or HtmlTag.Math:
                _foreign.Enter(tag, _tokenizer.IsSelfClosing);
                _tokenizer.AllowsCdata = _foreign.AllowsCdata;
                break;
            case HtmlTag.Script:
                EnterText(tag, HtmlContentState.ScriptData);
                break;
            case HtmlTag.Title or HtmlTag.Textarea:
                EnterText(tag, HtmlContentState.Rcdata);
                break;
            case HtmlTag.Style or HtmlTag.Xmp or HtmlTag.Iframe or HtmlTag.Noembed or HtmlTag.Noframes:
                EnterText(tag, HtmlContentState.RawText);
                break;
            case HtmlTag.Plaintext:
                EnterText(tag, HtmlContentState.PlainText);
                break;
            case HtmlTag.Template or HtmlTag.Noscript or HtmlTag.Select or HtmlTag.Button or HtmlTag.Object or HtmlTag.Audio or HtmlTag.Video
                or HtmlTag.Canvas or HtmlTag.Datalist or HtmlTag.Applet or HtmlTag.Dialog:
                Push(tag, skips: true);
                break;
            case HtmlTag.B or HtmlTag.Strong:
                _line.Format = _line.Format with { Strong = _line.Format.Strong + 1 };
                break;
            case HtmlTag.I or HtmlTag.Em or HtmlTag.Cite or HtmlTag.Dfn or HtmlTag.Var:
                _line.Format = _line.Format with { Emphasis = _line.Format.Emphasis + 1 };
                break;
            case HtmlTag.Code or HtmlTag.Kbd or HtmlTag.Samp or HtmlTag.Tt:
                TakeCode();
                break;
            case HtmlTag.A:
                TakeAnchor();
                break;
            case HtmlTag.Img:
                TakeImage();
                break;
            case HtmlTag.Br:
                if (_skipping == 0)
                    _line.Break();
                break;
            case HtmlTag.Hr:
                TakeRule();
                break;
            default:
                if (HtmlElements.Separates(tag) || tag is HtmlTag.Body or HtmlTag.Tbody or HtmlTag.Thead or HtmlTag.Tfoot or HtmlTag.Caption or HtmlTag.Search)
                    TakeBlock(tag);
                break;
        }
    }

    private void TakeEndTag(HtmlTag tag)
    {
        if (_foreign.IsInside)
        {
            _foreign.TakeEndTag(_tokenizer);
            _tokenizer.AllowsCdata = _foreign.AllowsCdata;
            if (_foreign.IsInside)
                return;
        }
        if (tag == _textElement)
        {
            _textElement = HtmlTag.Unknown;
            return;
        }
        var format = _line.Format;
        switch (tag)
        {
            case HtmlTag.B or HtmlTag.Strong:
                _line.Format = format with { Strong = Math.Max(0, format.Strong - 1) };
                break;
            case HtmlTag.I or HtmlTag.Em or HtmlTag.Cite or HtmlTag.Dfn or HtmlTag.Var:
                _line.Format = format with { Emphasis = Math.Max(0, format.Emphasis - 1) };
                break;
            case HtmlTag.Code or HtmlTag.Kbd or HtmlTag.Samp or HtmlTag.Tt:
                _line.Format = format with { Code = Math.Max(0, format.Code - 1) };
                break;
            case HtmlTag.A:
                _line.Format = format with { IsLink = false, Link = default };
                break;
            case HtmlTag.H1 or HtmlTag.H2 or HtmlTag.H3 or HtmlTag.H4 or HtmlTag.H5 or HtmlTag.H6:
                // Any heading's end tag ends the heading that is open (HTML standard, 13.2.6.4.7).
                if (_heading > 0)
                    Close((HtmlTag)((int)HtmlTag.H1 + _heading - 1));
                break;
            default:
                Close(tag);
                break;
        }
    }

    // The content of these elements is text, and none of the page's.
    private void EnterText(HtmlTag tag, HtmlContentState content)
    {
        _tokenizer.SwitchTo(content);
        _textElement = tag;
    }

    private void TakeBlock(HtmlTag tag)
    {
        EndBlock();
        switch (tag)
        {
            case HtmlTag.Li:
                CloseItem(HtmlTag.Li, HtmlTag.Ul, HtmlTag.Ol);
                break;
            case HtmlTag.Dt or HtmlTag.Dd:
                if (!CloseItem(HtmlTag.Dt, HtmlTag.Dl, HtmlTag.Dl))
                    CloseItem(HtmlTag.Dd, HtmlTag.Dl, HtmlTag.Dl);
                break;
            case HtmlTag.Td or HtmlTag.Th:
                if (!CloseItem(HtmlTag.Td, HtmlTag.Tr, HtmlTag.Table))
                    CloseItem(HtmlTag.Th, HtmlTag.Tr, HtmlTag.Table);
                break;
            case HtmlTag.Tr or HtmlTag.Tbody or HtmlTag.Thead or HtmlTag.Tfoot:
                CloseItem(HtmlTag.Tr, HtmlTag.Table, HtmlTag.Table);
                break;
            case HtmlTag.H1 or HtmlTag.H2 or HtmlTag.H3 or HtmlTag.H4 or HtmlTag.H5 or HtmlTag.H6:
                if (_heading > 0)
                    Close((HtmlTag)((int)HtmlTag.H1 + _heading - 1));
                break;
            default:
                break;
        }
        if (tag != HtmlTag.P && _open.Count > 0 && _open[^1].Tag == HtmlTag.P)
            CloseTo(_open.Count - 1);
        // The next item of the list gets the next number: it is what this one's end restores.
        var number = _itemNumber;
        if (tag == HtmlTag.Li && number > 0)
            _itemNumber++;
        Push(tag, IsHidden());
        _itemNumber = number;
        _regions |= RegionsOf(tag);
        Enter(tag);
    }

    private void Enter(HtmlTag tag)
    {
        switch (tag)
        {
            case HtmlTag.H1 or HtmlTag.H2 or HtmlTag.H3 or HtmlTag.H4 or HtmlTag.H5 or HtmlTag.H6:
                _heading = (byte)(tag - HtmlTag.H1 + 1);
                break;
            case HtmlTag.Ul or HtmlTag.Menu or HtmlTag.Dir or HtmlTag.Ol:
                _lists++;
                _itemNumber = tag == HtmlTag.Ol ? FirstNumber() : 0;
                break;
            case HtmlTag.Li:
                _beginsItem = true;
                break;
            case HtmlTag.Blockquote:
                _quotes++;
                break;
            case HtmlTag.Pre or HtmlTag.Listing:
                _line.IsPreformatted = true;
                NoteLanguage();
                break;
            case HtmlTag.Table:
                _table = _page.AddTable(_table);
                _row = _column = 0;
                break;
            case HtmlTag.Tr:
                _row++;
                _column = 0;
                break;
            case HtmlTag.Td or HtmlTag.Th:
                _column++;
                break;
            default:
                break;
        }
    }

    private int FirstNumber() =>
        TryAttribute(ContentAttributes.StartNumber, out var text) && Utf8Parser.TryParse(text, out int number, out _) && number is > 0 and < 1_000_000 ? number : 1;

    /// <summary>Ends an item, row or cell that is open within its list, row or table.</summary>
    private bool CloseItem(HtmlTag item, HtmlTag within, HtmlTag orWithin)
    {
        if (_openOf[(int)item] == 0)
            return false;
        var least = Math.Max(0, _open.Count - MostSearched);
        for (var i = _open.Count - 1; i >= least; i--)
        {
            Work++;
            var tag = _open[i].Tag;
            if (tag == item)
            {
                CloseTo(i);
                return true;
            }
            if (tag == within || tag == orWithin)
                return false;
        }
        return false;
    }

    private BlockRegions RegionsOf(HtmlTag tag)
    {
        var regions = tag switch
        {
            HtmlTag.Main => BlockRegions.Main,
            HtmlTag.Article => BlockRegions.Article,
            HtmlTag.Nav or HtmlTag.Aside or HtmlTag.Footer or HtmlTag.Search => BlockRegions.Boilerplate,
            // The header of an article holds its title; that of a page, its logo and menu.
            HtmlTag.Header when (_regions & (BlockRegions.Main | BlockRegions.Article)) == 0 => BlockRegions.Boilerplate,
            _ => BlockRegions.None,
        };
        if (TryAttribute(ContentAttributes.Role, out var role))
            regions |= ContentNames.OfRole(role);
        if (TryAttribute(ContentAttributes.ItemProp, out var property) && Ascii.EqualsIgnoreCase(property, "articleBody"u8))
            regions |= BlockRegions.Article;
        if (tag is HtmlTag.Div or HtmlTag.Section or HtmlTag.Ul or HtmlTag.Ol or HtmlTag.P or HtmlTag.Table or HtmlTag.Td or HtmlTag.Header or HtmlTag.Form
            && (TryAttribute(ContentAttributes.Class, out var names) && ContentNames.SoundsLikeBoilerplate(names)
                || TryAttribute(ContentAttributes.Id, out var id) && ContentNames.SoundsLikeBoilerplate(id)))
            regions |= BlockRegions.Suspect;
        return regions;
    }

    private bool IsHidden() =>
        _tokenizer.AttributeCount > 0
        && (TryAttribute(ContentAttributes.Hidden, out _)
            || (TryAttribute(ContentAttributes.AriaHidden, out var hidden) && Ascii.EqualsIgnoreCase(hidden, "true"u8))
            || (TryAttribute(ContentAttributes.Style, out var style) && ContentNames.Hides(style)));

    private void TakeCode()
    {
        if (_line.IsPreformatted)
            NoteLanguage();
        _line.Format = _line.Format with { Code = _line.Format.Code + 1 };
    }

    private void NoteLanguage()
    {
        if (!TryAttribute(ContentAttributes.Class, out var names))
            return;
        foreach (var range in names.SplitAny(" \t\n"u8))
        {
            var name = names[range];
            var language = name.StartsWith("language-"u8) ? name[9..] : name.StartsWith("lang-"u8) ? name[5..] : default;
            if (language.IsEmpty || language.Length > 32 || language.ContainsAnyExcept(ContentAttributes.LanguageBytes))
                continue;
            _language = _page.Keep(language);
            return;
        }
    }

    private void TakeAnchor()
    {
        var isLink = TryAttribute(HtmlAttributes.Href, out var href) && !href.IsEmpty;
        _line.Format = _line.Format with { IsLink = isLink, Link = isLink && _skipping == 0 ? _page.Keep(href) : default };
    }

    private void TakeImage()
    {
        if (_skipping > 0 || !TryAttribute(HtmlAttributes.Src, out var source) || source.IsEmpty || source.StartsWith("data:"u8))
            return;
        TryAttribute(ContentAttributes.Alt, out var alternative);
        _line.AddImage(alternative, source);
    }

    private void TakeRule()
    {
        EndBlock();
        if (_skipping == 0)
            _page.Add(Placed(new ContentBlock { Kind = BlockKind.Rule, Regions = _regions, FirstInline = _page.InlineCount, InlineCount = 0, TextBytes = 0, LinkBytes = 0 }));
    }
}
