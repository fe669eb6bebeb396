namespace ActorCrawler.Core.Html;

// Attribute states, and the tag token that comes of them.
internal sealed partial class HtmlTokenizer
{
    private readonly int _maxAttributes;
    private Attribute[] _attributes = new Attribute[16];
    private HtmlTag _tagNameKnownAs;
    private int _tagNameStart;
    private int _tagNameLength;
    private bool _isEndTag;
    private bool _isWanted;

    /// <summary>The element of the tag read last.</summary>
    public HtmlTag Tag => _tagNameKnownAs;

    /// <summary>Its name in lower case.</summary>
    public ReadOnlySpan<byte> TagName => _tagNameKnownAs != HtmlTag.Unknown ? HtmlTags.Name(_tagNameKnownAs) : Slice(_tagNameStart, _tagNameLength);

    /// <summary>Whether the start tag ends in <c>/&gt;</c>.</summary>
    public bool IsSelfClosing { get; private set; }

    /// <summary>Attributes of the start tag, without repeated ones.</summary>
    public int AttributeCount { get; private set; }

    /// <summary>The name of an attribute in lower case.</summary>
    public ReadOnlySpan<byte> AttributeName(int index) => Slice(_attributes[index].NameStart, _attributes[index].NameLength);

    /// <summary>The value of an attribute, character references decoded.</summary>
    public ReadOnlySpan<byte> AttributeValue(int index) => Slice(_attributes[index].ValueStart, _attributes[index].ValueLength);

    /// <summary>Which attribute has a name, by its key (<see cref="HtmlTags.Key"/>), or -1.</summary>
    public int FindAttribute(HtmlAttributeName name)
    {
        for (var i = 0; i < AttributeCount; i++)
        {
            ref readonly var attribute = ref _attributes[i];
            if (attribute.Key == name.Key && attribute.NameLength == name.Bytes.Length
                && (attribute.NameLength <= 8 || AttributeName(i).SequenceEqual(name.Bytes)))
                return i;
        }
        return -1;
    }

    private HtmlTokenKind ResumeAttributes(ReadOnlySpan<byte> s) => ReadAttributes(s, _position) ? TagToken() : HtmlTokenKind.NeedsInput;

    // From the tag's name (or wherever the last source ended) to after the tag's '>'. False when the source ends before.
    private bool ReadAttributes(ReadOnlySpan<byte> s, int p)
    {
        var keeps = _isWanted && !_isEndTag;
        var start = p;
        var quote = (byte)'"';
        byte c;
        switch (_state)
        {
            case State.AttributeName:
                goto Name;
            case State.AfterAttributeName:
                goto AfterName;
            case State.BeforeAttributeValue:
                goto BeforeValue;
            case State.DoubleQuotedValue:
                goto QuotedValue;
            case State.SingleQuotedValue:
                quote = (byte)'\'';
                goto QuotedValue;
            case State.UnquotedValue:
                goto UnquotedValue;
            case State.SelfClosing:
                goto SelfClosing;
            default:
                break;
        }

        // Also the state after a quoted value, which differs from this one only in its errors.
    BeforeName:
        while (true)
        {
            if ((uint)p >= (uint)s.Length)
                return SuspendTag(s, State.BeforeAttributeName);
            c = s[p];
            if (!HtmlBytes.IsSpace(c))
                break;
            p++;
        }
        if (c == '>')
            goto Finish;
        if (c == '/')
        {
            p++;
            goto SelfClosing;
        }
        start = p;
        if (c == '=')
            p++;

    Name:
        var fold = HtmlBytes.AttributeName;
        while (true)
        {
            if ((uint)p >= (uint)s.Length)
            {
                SuspendTag(s, State.AttributeName);
                if (keeps)
                    AddToName(s[start..]);
                return false;
            }
            c = s[p];
            if (fold[c] == 0)
                break;
            p++;
        }
        if (c == 0)
        {
            if (keeps)
            {
                AddToName(s[start..p]);
                AppendToBuffer(HtmlBytes.Replacement);
            }
            start = ++p;
            goto Name;
        }
        if (keeps)
            CompleteName(s, start, p);

    AfterName:
        while (HtmlBytes.IsSpace(c = (uint)p < (uint)s.Length ? s[p] : (byte)0))
            p++;
        if ((uint)p >= (uint)s.Length)
            return SuspendTag(s, State.AfterAttributeName);
        if (c == '=')
        {
            p++;
            goto BeforeValue;
        }
        if (c == '>')
            goto Finish;
        if (c == '/')
        {
            p++;
            goto SelfClosing;
        }
        start = p;
        goto Name;

    BeforeValue:
        while (true)
        {
            if ((uint)p >= (uint)s.Length)
                return SuspendTag(s, State.BeforeAttributeValue);
            c = s[p];
            if (!HtmlBytes.IsSpace(c))
                break;
            p++;
        }
        if (c == '>')
            goto Finish;
        start = p;
        if (c is not ((byte)'"' or (byte)'\''))
            goto UnquotedValue;
        quote = c;
        start = ++p;

    QuotedValue:
        var stop = keeps ? s[p..].IndexOfAny(quote == '"' ? HtmlBytes.DoubleQuotedStops : HtmlBytes.SingleQuotedStops) : s[p..].IndexOf(quote);
        if (stop < 0 || s[p + stop] != quote)
        {
            var state = quote == '"' ? State.DoubleQuotedValue : State.SingleQuotedValue;
            if (!ReadSpecial(s, start, stop < 0 ? s.Length : p + stop, state, keeps, out p))
                return false;
            start = p;
            goto QuotedValue;
        }
        p += stop;
        if (keeps)
            CompleteValue(s, start, p);
        p++;
        goto BeforeName;

    UnquotedValue:
        stop = s[p..].IndexOfAny(keeps ? HtmlBytes.UnquotedStops : HtmlBytes.UnquotedEnds);
        if (stop < 0 || s[p + stop] is (byte)'&' or 0)
        {
            if (!ReadSpecial(s, start, stop < 0 ? s.Length : p + stop, State.UnquotedValue, keeps, out p))
                return false;
            start = p;
            goto UnquotedValue;
        }
        p += stop;
        if (keeps)
            CompleteValue(s, start, p);
        goto BeforeName;

    SelfClosing:
        if ((uint)p >= (uint)s.Length)
            return SuspendTag(s, State.SelfClosing);
        if (s[p] != '>')
            goto BeforeName;
        IsSelfClosing = true;

    Finish:
        _position = p + 1;
        _state = State.Data;
        return true;
    }

    // What interrupts a value at p: the source's end, a reference, a line end or a NUL. False when the source ends before it is read.
    private bool ReadSpecial(ReadOnlySpan<byte> s, int start, int p, State state, bool keeps, out int next)
    {
        next = p + 1;
        if (p == s.Length)
        {
            SuspendTag(s, state);
            if (keeps)
                AddToPiece(s[start..]);
            return false;
        }
        AddToPiece(s[start..p]);
        switch (s[p])
        {
            case (byte)'\r':
                AppendToBuffer("\n"u8);
                if (next < s.Length && s[next] == '\n')
                    next++;
                return true;
            case 0:
                AppendToBuffer(HtmlBytes.Replacement);
                return true;
            default:
                Span<byte> value = stackalloc byte[CharacterReference.LongestValue];
                var consumed = CharacterReference.Read(s[p..], _sourceIsFinal, inAttribute: true, value, out var written);
                if (consumed == CharacterReference.NeedsMore)
                {
                    SuspendTag(s, state);
                    BlockInReference(s, p);
                    return false;
                }
                AppendToBuffer(value[..written]);
                next = p + consumed;
                return true;
        }
    }
}
