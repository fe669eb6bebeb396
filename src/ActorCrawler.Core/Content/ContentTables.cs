namespace ActorCrawler.Core.Content;

/// <summary>Tells tables that hold data from those that only lay a page out.</summary>
internal static class ContentTables
{
    private const int LongestCell = 2000;

    /// <summary>
    /// The end of the table that begins at a block, when its blocks can be written as a table: one plain block a cell, two columns or more. 0 when not.
    /// Blocks of one table stand together, so each is looked at once.
    /// </summary>
    public static int EndOfData(ContentPage page, ReadOnlySpan<ContentBlock> blocks, ReadOnlySpan<bool> kept, int from, out bool isTable)
    {
        var table = blocks[from].Table;
        isTable = !page.HoldsTables(table);
        if (!isTable)
            return from + 1;
        var columns = 0;
        var (row, column) = (0, 0);
        var end = from;
        for (; end < blocks.Length && (blocks[end].Table == table || !kept[end]); end++)
        {
            ref readonly var block = ref blocks[end];
            if (!kept[end])
                continue;
            // A block outside of all cells is the caption.
            isTable &= block.Kind is BlockKind.Paragraph && block.Column > 0 && block.TextBytes <= LongestCell
                && (block.Row, block.Column) != (row, column) && block.ListDepth == blocks[from].ListDepth;
            (row, column) = (block.Row, block.Column);
            columns = Math.Max(columns, column);
        }
        isTable &= columns > 1;
        return end;
    }
}
