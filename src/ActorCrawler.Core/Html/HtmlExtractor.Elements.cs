using System.Text;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Html;

// What is taken from each element.
internal sealed partial class HtmlExtractor
{
    private void TakeHtml()
    {
        if (Lang is null && _templates == 0 && TryAttribute(HtmlAttributes.Lang, out var lang))
            Lang = _arena.Append(Cut(lang.Trim(" \t\n\f\r"u8), _limits.MaxTextBytes));
    }

    private void TakeBase()
    {
        if (Base is null && _templates == 0 && TryAttribute(HtmlAttributes.Href, out var href) && href.Length <= _limits.MaxHrefBytes)
            Base = _arena.Append(href);
    }

    private void TakeTitle()
    {
        EnterText(HtmlTag.Title, HtmlContentState.Rcdata);
        if (Title is null && _templates == 0)
            _titleText.Start(_limits.MaxTextBytes);
    }

    private void EndTitle()
    {
        if (_titleText.IsActive)
            Title = _arena.Append(_titleText.Finish());
    }

    private void StartHeading(HtmlTag tag)
    {
        EndHeading();
        if (_templates > 0)
            return;
        if (_headings.Count == _limits.MaxHeadings)
        {
            DroppedItems++;
            return;
        }
        _headingLevel = (byte)(tag - HtmlTag.H1 + 1);
        _headingText.Start(_limits.MaxTextBytes);
        SetInterest();
    }

    private void EndHeading()
    {
        if (!_headingText.IsActive)
            return;
        _headings.Add(new ExtractedHeading(_headingLevel, _arena.Append(_headingText.Finish())));
        SetInterest();
    }

    private void TakeAnchor()
    {
        EndAnchor();
        if (AddLink(LinkSources.Anchor, HtmlAttributes.Href) && _limits.MaxAnchorTextBytes > 0)
        {
            _anchorIndex = _links.Count - 1;
            _anchorText.Start(_limits.MaxAnchorTextBytes);
            SetInterest();
        }
    }

    private void EndAnchor()
    {
        if (!_anchorText.IsActive)
            return;
        _links[_anchorIndex] = _links[_anchorIndex] with { Text = _arena.Append(_anchorText.Finish()) };
        SetInterest();
    }

    private void TakeScript()
    {
        AddLink(LinkSources.Script, HtmlAttributes.Src);
        EnterText(HtmlTag.Script, HtmlContentState.ScriptData);
        if (_templates == 0 && _limits.MaxJsonLdBytes > 0 && TryAttribute(HtmlAttributes.Type, out var type) && IsJsonLd(type))
            _jsonLdStart = _arena.Length;
    }

    private void TakeJsonLdText(ReadOnlySpan<byte> text)
    {
        if (text.Length > _limits.MaxJsonLdBytes - _jsonLdBytes)
        {
            // What does not fit is dropped whole: half a block is no JSON.
            _arena.Length = _jsonLdStart;
            _jsonLdBytes = _jsonLdBytesBefore;
            _jsonLdStart = -1;
            DroppedItems++;
            return;
        }
        _jsonLdBytes += text.Length;
        _arena.Append(text);
    }

    private void EndJsonLd(bool isClosed)
    {
        if (_jsonLdStart < 0)
            return;
        if (isClosed)
            _jsonLd.Add(new TextRange(_jsonLdStart, _arena.Length - _jsonLdStart));
        _jsonLdStart = -1;
        _jsonLdBytesBefore = _jsonLdBytes;
    }

    private static bool IsJsonLd(ReadOnlySpan<byte> type)
    {
        var end = type.IndexOf((byte)';');
        return Ascii.EqualsIgnoreCase((end < 0 ? type : type[..end]).Trim(" \t\n\f\r"u8), "application/ld+json"u8);
    }

    private void TakeMeta()
    {
        if (_templates > 0 || !TryAttribute(HtmlAttributes.Content, out var content))
            return;
        if (TryAttribute(HtmlAttributes.HttpEquiv, out var pragma) && Ascii.EqualsIgnoreCase(pragma, "refresh"u8))
            TakeRefresh(content);
        if (TryAttribute(HtmlAttributes.Property, out var property))
            Add(_properties, property, content);
        if (!TryAttribute(HtmlAttributes.Name, out var name))
            return;
        name = name.Trim(" \t\n\f\r"u8);
        if (Description is null && Ascii.EqualsIgnoreCase(name, "description"u8))
            Description = Collapsed(content);
        else if (Keywords is null && Ascii.EqualsIgnoreCase(name, "keywords"u8))
            Keywords = Collapsed(content);
        else if (Ascii.EqualsIgnoreCase(name, "robots"u8))
            TakeMetaRobots(content);
        else if (Ascii.EqualsIgnoreCase(name, _robotsName))
            TakeDirectives(content);
        Add(_metas, name, content);
    }

    private void TakeMetaRobots(ReadOnlySpan<byte> content)
    {
        TakeDirectives(content);
        content = Cut(content.Trim(" \t\n\f\r"u8), _limits.MaxMetaBytes);
        if (MetaRobots is not { } before)
        {
            MetaRobots = _arena.Append(content);
        }
        else if (before.Length + content.Length + 2 <= _limits.MaxMetaBytes)
        {
            var start = _arena.Length;
            _arena.AppendCopy(before);
            _arena.Append(", "u8);
            _arena.Append(content);
            MetaRobots = new TextRange(start, _arena.Length - start);
        }
    }

    private void TakeDirectives(ReadOnlySpan<byte> content)
    {
        Span<char> chars = stackalloc char[1024];
        content = Cut(content, chars.Length);
        Directives |= RobotsTag.ParseMeta(chars[..Encoding.UTF8.GetChars(content, chars)], _now);
    }

    private void TakeRefresh(ReadOnlySpan<byte> content)
    {
        if (RefreshSeconds is not null || !MetaRefresh.TryParse(content, out var refresh))
            return;
        RefreshSeconds = refresh.Seconds;
        if (refresh.UrlStart >= 0 && refresh.UrlLength <= _limits.MaxHrefBytes)
            RefreshUrl = _arena.Append(content.Slice(refresh.UrlStart, refresh.UrlLength));
    }

    private void TakeLinkElement()
    {
        if (_templates > 0 || !TryAttribute(HtmlAttributes.Rel, out var rel))
            return;
        var relations = ParseRelations(rel);
        if (TryAttribute(HtmlAttributes.Href, out var href) && href.Length <= _limits.MaxHrefBytes)
        {
            if ((relations & LinkRelations.Canonical) != 0 && Canonical is null && !href.IsEmpty)
                Canonical = _arena.Append(href);
            if ((relations & LinkRelations.Alternate) != 0 && TryAttribute(HtmlAttributes.Hreflang, out var lang))
                AddAlternate(lang, href);
        }
        AddLink(LinkSources.Link, HtmlAttributes.Href, relations);
        AddSrcset(HtmlAttributes.ImageSrcset);
    }

    private void AddAlternate(ReadOnlySpan<byte> lang, ReadOnlySpan<byte> href)
    {
        if (_alternates.Count == _limits.MaxHreflangs)
            DroppedItems++;
        else
            _alternates.Add(new ExtractedAlternate(_arena.Append(Cut(lang.Trim(" \t\n\f\r"u8), _limits.MaxTextBytes)), _arena.Append(href)));
    }

    private void Add(List<ExtractedMeta> list, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        if (list.Count == _limits.MaxMetas)
        {
            DroppedItems++;
            return;
        }
        name = Cut(name.Trim(" \t\n\f\r"u8), _limits.MaxMetaBytes);
        content = Cut(content.Trim(" \t\n\f\r"u8), _limits.MaxMetaBytes);
        list.Add(new ExtractedMeta(_arena.Append(name), _arena.Append(content)));
    }

    private TextRange Collapsed(ReadOnlySpan<byte> text)
    {
        _collapse.Start(_limits.MaxTextBytes);
        _collapse.Append(text);
        return _arena.Append(_collapse.Finish());
    }

    private bool TryAttribute(HtmlAttributeName name, out ReadOnlySpan<byte> value)
    {
        var index = _tokenizer.FindAttribute(name);
        value = index < 0 ? default : _tokenizer.AttributeValue(index);
        return index >= 0;
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int length) => TextCollector.CutAtCharacter(text, length);
}
