using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Content;

/// <summary>
/// Puts a block's line together: collapses white space, and opens and closes formatting around words only, so that spaces stand outside of
/// it and formatting that runs over several blocks is closed and opened again.
/// </summary>
internal sealed class BlockBuilder(ContentPage page)
{
    private int _first;
    private int _textBytes;
    private int _linkBytes;
    private bool _spacePending;
    private bool _hasContent;
    private bool _linkOpen;
    private bool _strongOpen;
    private bool _emphasisOpen;
    private bool _codeOpen;
    private TextRange _openLink;

    /// <summary>Whether white space stays as it is.</summary>
    public bool IsPreformatted { get; set; }

    /// <summary>The formatting of the words to come.</summary>
    public InlineFormat Format { get; set; }

    public void Clear()
    {
        Format = default;
        IsPreformatted = false;
        Start();
    }

    /// <summary>Adds text as it stands on the page.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        if (IsPreformatted)
        {
            AppendPreformatted(text);
            return;
        }
        while (!text.IsEmpty)
        {
            var stop = text.IndexOfAny(HtmlBytes.SpaceAndNul);
            if (stop != 0)
                AppendWord(stop < 0 ? text : text[..stop]);
            if (stop < 0)
                return;
            _spacePending |= text[stop] != 0;
            text = text[(stop + 1)..];
        }
    }

    public void Break()
    {
        if (IsPreformatted)
        {
            AppendPreformatted("\n"u8);
            return;
        }
        _spacePending = false;
        CloseFrom(0);
        if (_hasContent)
            page.Add(new Inline(InlineKind.LineBreak, default, default));
    }

    public void AddImage(ReadOnlySpan<byte> alternative, ReadOnlySpan<byte> source)
    {
        if (IsPreformatted)
            return;
        BeginWord();
        page.Add(new Inline(InlineKind.Image, page.Keep(alternative), page.Keep(source)));
    }

    /// <summary>Ends the block; null when there is nothing in it.</summary>
    public ContentBlock? Finish(BlockKind kind, BlockRegions regions)
    {
        CloseFrom(0);
        TrimBreaks();
        ContentBlock? block = null;
        if (_hasContent)
        {
            block = new ContentBlock
            {
                Kind = kind,
                Regions = regions,
                FirstInline = _first,
                InlineCount = page.InlineCount - _first,
                TextBytes = _textBytes,
                LinkBytes = _linkBytes,
            };
        }
        else
        {
            page.DropInlines(_first);
        }
        Start();
        return block;
    }

    private void Start()
    {
        _first = page.InlineCount;
        _textBytes = _linkBytes = 0;
        _spacePending = _hasContent = false;
        _linkOpen = _strongOpen = _emphasisOpen = _codeOpen = false;
    }

    private void AppendPreformatted(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var nul = text.IndexOf((byte)0);
            var part = nul < 0 ? text : text[..nul];
            if (!part.IsEmpty)
            {
                page.AddText(part, _first);
                _textBytes += part.Length;
                _hasContent |= part.ContainsAnyExcept(HtmlBytes.SpaceAndNul);
            }
            text = nul < 0 ? default : text[(nul + 1)..];
        }
    }

    private void AppendWord(ReadOnlySpan<byte> word)
    {
        BeginWord();
        page.AddText(word, _first);
        _textBytes += word.Length;
        if (Format.IsLink)
            _linkBytes += word.Length;
    }

    // Links stand outside of strong text, that outside of emphasis, that outside of code: what is outside changes with all that is inside.
    private void BeginWord()
    {
        var format = Format;
        if (_linkOpen != format.IsLink || (_linkOpen && _openLink != format.Link))
            CloseFrom(0);
        else if (_strongOpen != format.IsStrong)
            CloseFrom(1);
        else if (_emphasisOpen != format.IsEmphasis)
            CloseFrom(2);
        else if (_codeOpen && !format.IsCode)
            CloseFrom(3);
        if (_spacePending && _hasContent)
        {
            page.AddText(" "u8, _first);
            _textBytes++;
            if (_linkOpen)
                _linkBytes++;
        }
        _spacePending = false;
        _hasContent = true;
        Open(ref _linkOpen, format.IsLink, InlineKind.OpenLink);
        _openLink = format.Link;
        Open(ref _strongOpen, format.IsStrong, InlineKind.OpenStrong);
        Open(ref _emphasisOpen, format.IsEmphasis, InlineKind.OpenEmphasis);
        Open(ref _codeOpen, format.IsCode, InlineKind.OpenCode);
    }

    private void Open(ref bool isOpen, bool isWanted, InlineKind kind)
    {
        if (isOpen || !isWanted)
            return;
        isOpen = true;
        page.Add(new Inline(kind, default, kind == InlineKind.OpenLink ? Format.Link : default));
    }

    private void CloseFrom(int outermost)
    {
        Close(ref _codeOpen, InlineKind.CloseCode);
        if (outermost <= 2)
            Close(ref _emphasisOpen, InlineKind.CloseEmphasis);
        if (outermost <= 1)
            Close(ref _strongOpen, InlineKind.CloseStrong);
        if (outermost == 0)
            Close(ref _linkOpen, InlineKind.CloseLink);
    }

    private void Close(ref bool isOpen, InlineKind kind)
    {
        if (isOpen)
            page.Add(new Inline(kind, default, isOpen && kind == InlineKind.CloseLink ? _openLink : default));
        isOpen = false;
    }

    private void TrimBreaks()
    {
        while (page.InlineCount > _first && page.LastInline.Kind == InlineKind.LineBreak)
            page.DropInlines(page.InlineCount - 1);
    }
}
