using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Content;

/// <summary>A paragraph, heading, list item, table cell or the like: text without a break that a reader would see.</summary>
internal readonly record struct ContentBlock
{
    public required BlockKind Kind { get; init; }

    /// <summary>1 to 6 of a heading.</summary>
    public byte Level { get; init; }

    public required BlockRegions Regions { get; init; }

    /// <summary>The first of its inlines.</summary>
    public required int FirstInline { get; init; }

    public required int InlineCount { get; init; }

    /// <summary>Bytes of text.</summary>
    public required int TextBytes { get; init; }

    /// <summary>Those of them that are the text of links.</summary>
    public required int LinkBytes { get; init; }

    /// <summary>Quotations around it.</summary>
    public byte QuoteDepth { get; init; }

    /// <summary>Lists around it.</summary>
    public byte ListDepth { get; init; }

    /// <summary>Whether it begins an item of the innermost list.</summary>
    public bool BeginsItem { get; init; }

    /// <summary>The number of that item; 0 when the list is not numbered.</summary>
    public int ItemNumber { get; init; }

    /// <summary>The innermost table around it, counted from 1; 0 for none.</summary>
    public int Table { get; init; }

    /// <summary>Its row there.</summary>
    public int Row { get; init; }

    /// <summary>Its cell in the row.</summary>
    public int Column { get; init; }

    /// <summary>The language of a program text, where the page names one.</summary>
    public TextRange Language { get; init; }

    /// <summary>Whether most of it is links.</summary>
    public bool IsLinks => LinkBytes * 2 > TextBytes;
}
