using System.Buffers.Text;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Content;

/// <summary>Writes blocks as plain text: a blank line between paragraphs, an item or a table row a line, tabs between cells.</summary>
internal static class PlainTextWriter
{
    /// <summary>Writes the blocks that are kept, as far as they fit.</summary>
    /// <param name="page">The page.</param>
    /// <param name="kept">Which of its blocks.</param>
    /// <param name="to">Where to; emptied first.</param>
    /// <param name="maxBytes">The most that is written; what is longer ends with a whole character.</param>
    public static void Write(ContentPage page, ReadOnlySpan<bool> kept, UrlBuffer to, int maxBytes)
    {
        to.Clear();
        var blocks = page.Blocks;
        var last = -1;
        for (var i = 0; i < blocks.Length && to.Length <= maxBytes; i++)
        {
            if (!kept[i] || blocks[i].TextBytes == 0)
                continue;
            ref readonly var block = ref blocks[i];
            if (last >= 0)
                to.Append(Separator(blocks[last], block));
            last = i;
            if (block.BeginsItem)
                Item(block, to);
            foreach (ref readonly var inline in page.InlinesOf(block))
            {
                if (inline.Kind == InlineKind.Text)
                    to.Append(page[inline.Text]);
                else if (inline.Kind == InlineKind.LineBreak)
                    to.Append((byte)'\n');
            }
            if (block.Kind == BlockKind.Preformatted)
                to.Length = to.Written.TrimEnd(" \t\n"u8).Length;
        }
        to.Length = Html.TextCollector.CutAtCharacter(to.Written, Math.Min(to.Length, maxBytes)).Length;
    }

    private static ReadOnlySpan<byte> Separator(in ContentBlock before, in ContentBlock block)
    {
        if (block.Table > 0 && block.Table == before.Table && block.Row == before.Row && block.Column > before.Column && block.Kind == BlockKind.Paragraph)
            return "\t"u8;
        var isNext = (block.BeginsItem && before.ListDepth > 0) || (block.Table > 0 && block.Table == before.Table);
        return isNext ? "\n"u8 : "\n\n"u8;
    }

    private static void Item(in ContentBlock block, UrlBuffer to)
    {
        if (block.ItemNumber == 0)
        {
            to.Append("- "u8);
            return;
        }
        Number(block.ItemNumber, to);
        to.Append(". "u8);
    }

    internal static void Number(int number, UrlBuffer to)
    {
        var room = to.Extend(11);
        Utf8Formatter.TryFormat(number, room, out var written);
        to.Length -= room.Length - written;
    }
}
