using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Content;

/// <summary>The text of a page as blocks, in document order. Used again for page after page; not thread-safe.</summary>
internal sealed class ContentPage : IDisposable
{
    private const int KeptItems = 1 << 14;

    private readonly ByteArena _arena = new();
    private readonly List<ContentBlock> _blocks = [];
    private readonly List<Inline> _inlines = [];
    private readonly List<bool> _nestedTables = [];

    public ReadOnlySpan<ContentBlock> Blocks => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_blocks);

    public int InlineCount => _inlines.Count;

    public Inline LastInline => _inlines[^1];

    public ReadOnlySpan<byte> this[TextRange text] => _arena[text];

    public ReadOnlySpan<Inline> InlinesOf(in ContentBlock block) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_inlines).Slice(block.FirstInline, block.InlineCount);

    /// <summary>Whether a table stands in a cell of this one.</summary>
    public bool HoldsTables(int table) => _nestedTables[table - 1];

    public void Clear()
    {
        _arena.Clear();
        _blocks.Clear();
        _inlines.Clear();
        _nestedTables.Clear();
        if (_blocks.Capacity > KeptItems)
            _blocks.Capacity = 0;
        if (_inlines.Capacity > KeptItems)
            _inlines.Capacity = 0;
    }

    public TextRange Keep(ReadOnlySpan<byte> text) => _arena.Append(text);


    public void Add(Inline inline) => _inlines.Add(inline);

    /// <summary>Adds text to the last inline when that is text; else as an inline of its own.</summary>
    public void AddText(ReadOnlySpan<byte> text, int firstOfBlock)
    {
        if (_inlines.Count > firstOfBlock && _inlines[^1] is { Kind: InlineKind.Text } last && last.Text.Start + last.Text.Length == _arena.Length)
        {
            _arena.Append(text);
            _inlines[^1] = last with { Text = last.Text with { Length = last.Text.Length + text.Length } };
            return;
        }
        _inlines.Add(new Inline(InlineKind.Text, _arena.Append(text), default));
    }

    /// <summary>Takes back the inlines from this one on.</summary>
    public void DropInlines(int from) => _inlines.RemoveRange(from, _inlines.Count - from);

    public void Add(in ContentBlock block) => _blocks.Add(block);

    /// <summary>Numbers a table; the one around it is no simple one then.</summary>
    public int AddTable(int outer)
    {
        if (outer > 0)
            _nestedTables[outer - 1] = true;
        _nestedTables.Add(false);
        return _nestedTables.Count;
    }

    public void Dispose() => _arena.Dispose();
}
