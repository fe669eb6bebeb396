namespace ActorCrawler.Core.Html;

/// <summary>
/// A streaming tokeniser for HTML in UTF-8, after the HTML standard, 13.2.5. Token by token, without allocation; linear on every input.
/// </summary>
/// <remarks>
/// <para>
/// Input comes in chunks that may be split anywhere, even within a character. Bytes that are not UTF-8 pass through unchanged. Line ends
/// and NUL are treated as the standard's preprocessing and states say.
/// </para>
/// <para>
/// The standard's states are explicit where a state can last without bound (text, names, values, comments); states that only look a few bytes
/// ahead (<c>&lt;!--</c>, <c>&lt;/title</c>, <c>&amp;amp;</c>) are decided at once, and when a chunk ends within them, those bytes are carried over
/// to the next chunk. Names and values are slices of the chunk; they move to a buffer only when they need changing or a chunk ends within them.
/// </para>
/// <para>
/// A consumer says what it wants (<see cref="WantsText"/>, <see cref="WantsComments"/>, <see cref="SetInterest"/>). What it does not want goes
/// through the same states, but is not collected, and no token is returned for it.
/// </para>
/// </remarks>
internal sealed partial class HtmlTokenizer : IDisposable
{
    /// <summary>The longest element name whose end tag can end RCDATA, RAWTEXT and script data.</summary>
    public const int LongestContentName = 40;

    // Look-ahead is at most "</" + name + one byte, or "&" + name + one byte.
    private const int MostCarried = 64;

    // What must stand behind a '<' for the quick way through a tag: "</", a name's first 16 bytes.
    private const int MarkupRoom = 2 + ByteScan.Room;

    // Two more than HtmlTokenKind's last: something was read, but nobody wants it.
    private const HtmlTokenKind Skipped = (HtmlTokenKind)255;

    private static readonly HtmlTagInterest[] AllTags = Enumerable.Repeat(HtmlTagInterest.Start | HtmlTagInterest.End, HtmlTags.Count).ToArray();

    private readonly int _maxTokenBytes;
    private readonly byte[] _carry = new byte[MostCarried];
    private readonly byte[] _seam = new byte[2 * MostCarried];
    private readonly byte[] _contentName = new byte[LongestContentName];
    private int _contentNameLength;
    private int _carryLength;

    private ReadOnlyMemory<byte> _chunk;
    private int _next;
    private bool _isFinal;
    private bool _afterCarriageReturn;

    private ReadOnlyMemory<byte> _source;
    private int _seamFromChunk;
    private bool _sourceIsFinal;
    private int _position;

    private State _state;
    private HtmlContentState _content;
    private HtmlTagInterest[] _interest = AllTags;

    private byte[] _buffer = BytePool.Rent(1024);
    private int _bufferLength;
    private int _textStart;
    private int _textLength;

    /// <param name="maxAttributes">Most attributes kept of a tag; later ones are dropped.</param>
    /// <param name="maxTokenBytes">Most bytes that a token may take in the buffer; what goes beyond is dropped.</param>
    public HtmlTokenizer(int maxAttributes = 512, int maxTokenBytes = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAttributes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokenBytes, 0);
        _maxAttributes = maxAttributes;
        _maxTokenBytes = maxTokenBytes;
    }

    private enum State : byte
    {
        Data,
        Rcdata,
        RawText,
        ScriptData,
        PlainText,
        CdataSection,
        ScriptDataEscaped,
        ScriptDataDoubleEscaped,
        TagName,
        BeforeAttributeName,
        AttributeName,
        AfterAttributeName,
        BeforeAttributeValue,
        DoubleQuotedValue,
        SingleQuotedValue,
        UnquotedValue,
        SelfClosing,
        CommentStart,
        Comment,
        BogusComment,
        Doctype,
    }

    /// <summary>Whether text is returned. May be changed between tokens.</summary>
    public bool WantsText { get; set; } = true;

    /// <summary>Whether comments and DOCTYPEs are returned.</summary>
    public bool WantsComments { get; set; } = true;

    /// <summary>
    /// When set, is given the text that is skipped for want of interest, as it stands in the source. Unlike tokens, these runs depend on how the input is split.
    /// </summary>
    public TextFingerprint? Fingerprint { get; init; }

    /// <summary>Whether <c>&lt;![CDATA[</c> opens a CDATA section: the consumer is in SVG or MathML content.</summary>
    public bool AllowsCdata { get; set; }

    /// <summary>The text of a text token, or a comment's data.</summary>
    public ReadOnlySpan<byte> Text => Slice(_textStart, _textLength);

    /// <summary>The DOCTYPE token read last.</summary>
    public HtmlDoctype Doctype { get; private set; }

    /// <summary>
    /// Steps that could grow faster than the input if something were wrong: bytes moved to the buffer, names compared. For tests of linearity.
    /// </summary>
    public long Work { get; private set; }

    /// <summary>Starts a new document (or a fragment of one, in the content state given).</summary>
    /// <param name="content">The state to start in.</param>
    /// <param name="lastStartTag">The name whose end tag ends RCDATA, RAWTEXT or script data; at most <see cref="LongestContentName"/> bytes.</param>
    public void Reset(HtmlContentState content = HtmlContentState.Data, ReadOnlySpan<byte> lastStartTag = default)
    {
        _chunk = _source = default;
        _next = _position = _carryLength = _bufferLength = _seamFromChunk = 0;
        _isFinal = _sourceIsFinal = _afterCarriageReturn = false;
        _textStart = _textLength = 0;
        AllowsCdata = false;
        EnterContent(content, lastStartTag);
    }

    /// <summary>
    /// Says which tags are returned, by <see cref="HtmlTag"/>; null stands for all. The array is not copied and must have
    /// <see cref="HtmlTags.Count"/> elements. May be changed between tokens.
    /// </summary>
    public void SetInterest(HtmlTagInterest[]? interest) => _interest = interest ?? AllTags;

    /// <summary>After a start tag: reads the element's content in the given state, until its end tag.</summary>
    public void SwitchTo(HtmlContentState content) => EnterContent(content, TagName);

    /// <summary>Gives the next chunk. All of the previous one must have been read: <see cref="Read"/> has returned <see cref="HtmlTokenKind.NeedsInput"/>.</summary>
    /// <param name="chunk">Must stay unchanged until it is used up, and tokens until the next call of <see cref="Read"/>.</param>
    /// <param name="isFinal">Whether the document ends with it.</param>
    public void Append(ReadOnlyMemory<byte> chunk, bool isFinal)
    {
        if (_isFinal || _next < _chunk.Length || _position < _source.Length)
            throw new InvalidOperationException("The chunk before is not used up, or was the last.");
        _chunk = chunk;
        _isFinal = isFinal;
        _next = 0;
        OpenSource();
    }

    /// <summary>Reads on to the next token.</summary>
    public HtmlTokenKind Read()
    {
        while (true)
        {
            var s = _source.Span;
            _bufferLength = _state < State.TagName ? 0 : _bufferLength;
            var kind = _state switch
            {
                State.Data => ReadData(s),
                State.Rcdata or State.RawText => ReadRawText(s),
                State.ScriptData or State.ScriptDataEscaped or State.ScriptDataDoubleEscaped => ReadScriptData(s),
                State.PlainText => ReadPlainText(s),
                State.CdataSection => ReadCdata(s),
                State.TagName => ResumeTagName(s),
                State.CommentStart or State.Comment => ReadComment(s),
                State.BogusComment or State.Doctype => ReadDeclaration(s),
                _ => ResumeAttributes(s),
            };
            if (kind == Skipped)
                continue;
            if (kind != HtmlTokenKind.NeedsInput)
                return kind;
            if (_next < _chunk.Length)
                OpenSource();
            else
                return _sourceIsFinal ? HtmlTokenKind.EndOfInput : HtmlTokenKind.NeedsInput;
        }
    }

    public void Dispose()
    {
        BytePool.Return(_buffer);
        _buffer = [];
    }

    private void EnterContent(HtmlContentState content, ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestContentName)
            throw new ArgumentException("The name is too long.", nameof(name));
        name.CopyTo(_contentName);
        _contentNameLength = name.Length;
        _content = content;
        _state = (State)content;
        _dashes = 0;
    }
}
