using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Content;

/// <summary>Writes blocks as Markdown (CommonMark, with GitHub's tables). Used again for page after page; not thread-safe.</summary>
internal sealed class MarkdownWriter
{
    private readonly UrlBuffer _to = new();
    private ContentPage _page = null!;
    private UrlSource _urls = null!;
    private bool _inCode;

    /// <summary>Writes the blocks that are kept, as far as they fit.</summary>
    /// <param name="page">The page.</param>
    /// <param name="kept">Which of its blocks.</param>
    /// <param name="urls">Makes links absolute.</param>
    /// <param name="maxBytes">The most that is written; a longer text ends with a whole block where it can.</param>
    /// <returns>The text, valid until the next call.</returns>
    public ReadOnlySpan<byte> Write(ContentPage page, ReadOnlySpan<bool> kept, UrlSource urls, int maxBytes)
    {
        (_page, _urls) = (page, urls);
        _to.Clear();
        var blocks = page.Blocks;
        var last = -1;
        var noTable = 0;
        for (var i = 0; i < blocks.Length;)
        {
            if (!kept[i])
            {
                i++;
                continue;
            }
            var mark = _to.Length;
            if (last >= 0)
                Separate(blocks[last], blocks[i]);
            last = i;
            var end = i + 1;
            var isTable = false;
            if (blocks[i].Table > 0 && blocks[i].Table != noTable)
            {
                end = ContentTables.EndOfData(page, blocks, kept, i, out isTable);
                noTable = isTable ? 0 : blocks[i].Table;
            }
            if (isTable)
                Table(blocks, kept, i, end);
            else
                Block(blocks[i]);
            i = isTable ? end : i + 1;
            if (_to.Length <= maxBytes)
                continue;
            _to.Length = mark > 0 ? mark : Html.TextCollector.CutAtCharacter(_to.Written, maxBytes).Length;
            break;
        }
        return _to.Written;
    }

    private void Separate(in ContentBlock before, in ContentBlock block)
    {
        _to.Append((byte)'\n');
        var isTight = block.BeginsItem && before.ListDepth > 0 && before.QuoteDepth == block.QuoteDepth && block.Kind != BlockKind.Preformatted;
        if (isTight)
            return;
        Quote(Math.Min(before.QuoteDepth, block.QuoteDepth), isBlank: true);
        _to.Append((byte)'\n');
    }

    private void Block(in ContentBlock block)
    {
        Quote(block.QuoteDepth, isBlank: false);
        Indent(block, isFirstLine: true);
        switch (block.Kind)
        {
            case BlockKind.Heading:
                for (var i = 0; i < block.Level; i++)
                    _to.Append((byte)'#');
                _to.Append((byte)' ');
                Inlines(block, isCell: false, breaks: false);
                break;
            case BlockKind.Preformatted:
                Preformatted(block);
                break;
            case BlockKind.Rule:
                _to.Append("---"u8);
                break;
            default:
                var start = _to.Length;
                Inlines(block, isCell: false, breaks: true);
                MarkdownEscapes.ProtectLineStart(_to, start);
                break;
        }
    }

    private void Quote(int depth, bool isBlank)
    {
        for (var i = 0; i < depth; i++)
            _to.Append(isBlank && i == depth - 1 ? ">"u8 : "> "u8);
    }

    // Four columns a level hold for items of up to three digits, and for what follows within an item.
    private void Indent(in ContentBlock block, bool isFirstLine)
    {
        var isItem = isFirstLine && block.BeginsItem;
        for (var i = isItem ? 1 : 0; i < block.ListDepth; i++)
            _to.Append("    "u8);
        if (!isItem)
            return;
        if (block.ItemNumber == 0)
        {
            _to.Append("- "u8);
            return;
        }
        PlainTextWriter.Number(block.ItemNumber, _to);
        _to.Append(". "u8);
    }

    private void NewLine(in ContentBlock block)
    {
        _to.Append((byte)'\n');
        Quote(block.QuoteDepth, isBlank: false);
        Indent(block, isFirstLine: false);
    }

    private void Inlines(in ContentBlock block, bool isCell, bool breaks)
    {
        _inCode = false;
        foreach (ref readonly var inline in _page.InlinesOf(block))
        {
            switch (inline.Kind)
            {
                case InlineKind.Text when _inCode:
                    MarkdownEscapes.Code(_page[inline.Text], isCell, _to);
                    break;
                case InlineKind.Text:
                    MarkdownEscapes.Text(_page[inline.Text], isCell, _to);
                    break;
                case InlineKind.LineBreak when isCell:
                    _to.Append("<br>"u8);
                    break;
                case InlineKind.LineBreak when breaks:
                    _to.Append("  "u8);
                    NewLine(block);
                    break;
                case InlineKind.LineBreak:
                    _to.Append((byte)' ');
                    break;
                case InlineKind.Image:
                    _to.Append("!["u8);
                    MarkdownEscapes.Line(_page[inline.Text], isCell, _to);
                    _to.Append((byte)']');
                    Target(inline);
                    break;
                case InlineKind.OpenLink:
                    _to.Append((byte)'[');
                    break;
                case InlineKind.CloseLink:
                    _to.Append((byte)']');
                    Target(inline);
                    break;
                case InlineKind.OpenStrong or InlineKind.CloseStrong:
                    _to.Append("**"u8);
                    break;
                case InlineKind.OpenEmphasis or InlineKind.CloseEmphasis:
                    _to.Append((byte)'*');
                    break;
                case InlineKind.OpenCode or InlineKind.CloseCode:
                    _inCode = inline.Kind == InlineKind.OpenCode;
                    _to.Append((byte)'`');
                    break;
                default:
                    throw new InvalidOperationException($"Unknown inline {inline.Kind}.");
            }
        }
    }

    private void Target(in Inline inline)
    {
        var href = _page[inline.Url];
        var url = _urls(href);
        _to.Append((byte)'(');
        MarkdownEscapes.Url(url.IsEmpty ? href : url, _to);
        _to.Append((byte)')');
    }

    private void Preformatted(in ContentBlock block)
    {
        var fence = 3;
        foreach (ref readonly var inline in _page.InlinesOf(block))
            fence = Math.Max(fence, MarkdownEscapes.LongestRun(_page[inline.Text]) + 1);
        Fence(fence);
        _to.Append(_page[block.Language]);
        var isFirst = true;
        foreach (ref readonly var inline in _page.InlinesOf(block))
        {
            var text = _page[inline.Text];
            // The line end behind the tag is no part of the text (HTML standard, 13.1.2.5).
            if (isFirst)
            {
                NewLine(block);
                text = text.StartsWith("\n"u8) ? text[1..] : text;
                isFirst = false;
            }
            if (inline.Text == _page.InlinesOf(block)[^1].Text)
                text = text.TrimEnd(" \t\n"u8);
            while (text.IndexOf((byte)'\n') is >= 0 and var end)
            {
                _to.Append(text[..end]);
                NewLine(block);
                text = text[(end + 1)..];
            }
            _to.Append(text);
        }
        NewLine(block);
        Fence(fence);
    }

    private void Fence(int length)
    {
        for (var i = 0; i < length; i++)
            _to.Append((byte)'`');
    }

    private void Table(ReadOnlySpan<ContentBlock> blocks, ReadOnlySpan<bool> kept, int from, int end)
    {
        var columns = 1;
        for (var i = from; i < end; i++)
            columns = kept[i] ? Math.Max(columns, blocks[i].Column) : columns;
        var (row, column, rows) = (0, 0, 0);
        for (var i = from; i < end; i++)
        {
            if (!kept[i])
                continue;
            ref readonly var cell = ref blocks[i];
            if (cell.Row != row)
            {
                if (rows > 0)
                    EndRow(column, columns, rows, blocks[from]);
                StartRow(blocks[from], rows);
                (row, column) = (cell.Row, 0);
                rows++;
            }
            for (; column < cell.Column - 1; column++)
                _to.Append("  |"u8);
            _to.Append((byte)' ');
            Inlines(cell, isCell: true, breaks: false);
            _to.Append(" |"u8);
            column++;
        }
        EndRow(column, columns, rows, blocks[from]);
    }

    private void StartRow(in ContentBlock block, int rows)
    {
        if (rows > 0)
            _to.Append((byte)'\n');
        Quote(block.QuoteDepth, isBlank: false);
        Indent(block, isFirstLine: rows == 0);
        _to.Append((byte)'|');
    }

    private void EndRow(int column, int columns, int rows, in ContentBlock block)
    {
        for (; column < columns; column++)
            _to.Append("  |"u8);
        if (rows > 1)
            return;
        NewLine(block);
        _to.Append((byte)'|');
        for (var i = 0; i < columns; i++)
            _to.Append(" --- |"u8);
    }
}
