using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Content;

/// <summary>
/// Reads a page's markup into blocks of text, each with what its surroundings say about it. One pass over the tokens and a stack of the
/// open elements that matter; no tree. Used again for page after page; not thread-safe.
/// </summary>
internal sealed partial class ContentReader : IDisposable
{
    // How far an end tag looks for its element: what lies deeper is taken for a stray tag, so that no nesting makes tags expensive.
    private const int MostSearched = 64;

    // Deeper elements are not tracked: a bound against pages that open a million.
    private const int MostOpen = 1024;

    private readonly HtmlTokenizer _tokenizer = new(maxAttributes: 64, maxTokenBytes: 64 * 1024) { WantsComments = false };
    private readonly ForeignContent _foreign = new();
    private readonly List<Open> _open = [];
    private readonly int[] _openOf = new int[HtmlTags.Count];
    private readonly ContentPage _page;
    private readonly BlockBuilder _line;
    private HtmlTag _textElement;
    private int _skipping;
    private BlockRegions _regions;
    private int _quotes;
    private int _lists;
    private int _table;
    private int _row;
    private int _column;
    private bool _beginsItem;
    private int _itemNumber;
    private byte _heading;
    private TextRange _language;

    public ContentReader(ContentPage page)
    {
        _page = page;
        _line = new BlockBuilder(page);
    }

    /// <summary>Steps that could grow faster than the input if something were wrong, for tests of linearity.</summary>
    public long Work { get; private set; }

    /// <summary>Reads a whole document into the page, which is emptied first.</summary>
    /// <param name="document">UTF-8.</param>
    public void Read(ReadOnlyMemory<byte> document)
    {
        Start();
        _tokenizer.Append(document, isFinal: true);
        while (true)
        {
            switch (_tokenizer.Read())
            {
                case HtmlTokenKind.StartTag:
                    TakeStartTag(_tokenizer.Tag);
                    break;
                case HtmlTokenKind.EndTag:
                    TakeEndTag(_tokenizer.Tag);
                    break;
                case HtmlTokenKind.Text when _skipping == 0 && _textElement == HtmlTag.Unknown && !_foreign.IsInside:
                    _line.Append(_tokenizer.Text);
                    break;
                case HtmlTokenKind.EndOfInput:
                    EndBlock();
                    return;
                default:
                    break;
            }
        }
    }

    public void Dispose() => _tokenizer.Dispose();

    private void Start()
    {
        _page.Clear();
        _line.Clear();
        _tokenizer.Reset();
        _foreign.Clear();
        _open.Clear();
        Array.Clear(_openOf);
        _textElement = HtmlTag.Unknown;
        _skipping = _quotes = _lists = _table = _row = _column = _itemNumber = 0;
        _regions = BlockRegions.None;
        _beginsItem = false;
        _heading = 0;
        _language = default;
    }

    private void EndBlock()
    {
        var kind = _line.IsPreformatted ? BlockKind.Preformatted : _heading > 0 ? BlockKind.Heading : BlockKind.Paragraph;
        if (_line.Finish(kind, _regions) is not { } block)
            return;
        _page.Add(Placed(block));
        _beginsItem = false;
    }

    private ContentBlock Placed(ContentBlock block) => block with
    {
        Level = _heading,
        QuoteDepth = (byte)Math.Min(_quotes, 16),
        ListDepth = (byte)Math.Min(_lists, 16),
        BeginsItem = _beginsItem,
        ItemNumber = _itemNumber,
        Table = _table,
        Row = _row,
        Column = _column,
        Language = _language,
    };

    private void Push(HtmlTag tag, bool skips = false)
    {
        if (_open.Count == MostOpen)
            return;
        _open.Add(new Open(tag, skips, _regions, _line.Format, _quotes, _lists, _table, _row, _column, _itemNumber, _heading, _line.IsPreformatted));
        _openOf[(int)tag]++;
        if (skips)
            _skipping++;
    }

    /// <summary>Closes elements up to the nearest one of that name, unless there is none near or a table cell stands between.</summary>
    private bool Close(HtmlTag tag)
    {
        if (_openOf[(int)tag] == 0)
            return false;
        var crossesCells = tag is HtmlTag.Table or HtmlTag.Tr or HtmlTag.Td or HtmlTag.Th or HtmlTag.Tbody or HtmlTag.Body;
        var least = Math.Max(0, _open.Count - MostSearched);
        for (var i = _open.Count - 1; i >= least; i--)
        {
            Work++;
            if (_open[i].Tag == tag)
            {
                CloseTo(i);
                return true;
            }
            if (!crossesCells && _open[i].Tag is HtmlTag.Td or HtmlTag.Th)
                return false;
        }
        return false;
    }

    private void CloseTo(int depth)
    {
        // What is skipped leaves no gap in the line that it stands in.
        if (!_open[depth].Skips || HtmlElements.Separates(_open[depth].Tag))
            EndBlock();
        for (var i = _open.Count - 1; i >= depth; i--)
        {
            _openOf[(int)_open[i].Tag]--;
            if (_open[i].Skips)
                _skipping--;
            if (_open[i].Tag == HtmlTag.Li)
                _beginsItem = false;
        }
        var before = _open[depth];
        _regions = before.Regions;
        // What an element opens inside, it closes at its end; a link may be closed before.
        var format = _line.Format;
        _line.Format = before.Format with { IsLink = before.Format.IsLink && format.IsLink };
        (_quotes, _lists, _itemNumber, _heading) = (before.Quotes, before.Lists, before.ItemNumber, before.Heading);
        _line.IsPreformatted = before.IsPreformatted;
        // The rows and cells of a table go on counting while it is open.
        if (before.Table != _table)
            (_table, _row, _column) = (before.Table, before.Row, before.Column);
        if (!_line.IsPreformatted)
            _language = default;
        _open.RemoveRange(depth, _open.Count - depth);
    }

    private bool TryAttribute(HtmlAttributeName name, out ReadOnlySpan<byte> value)
    {
        var index = _tokenizer.FindAttribute(name);
        value = index < 0 ? default : _tokenizer.AttributeValue(index);
        return index >= 0;
    }

    // An open element with the state that was before it.
    private readonly record struct Open(
        HtmlTag Tag, bool Skips, BlockRegions Regions, InlineFormat Format, int Quotes, int Lists, int Table, int Row, int Column, int ItemNumber,
        byte Heading, bool IsPreformatted);
}
