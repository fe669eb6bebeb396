using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorCrawler.Core.Html;

// Data state, tag open and tag name states, text.
internal sealed partial class HtmlTokenizer
{
    private HtmlTokenKind ReadData(ReadOnlySpan<byte> s)
    {
        var p = _position;
        var wantsText = WantsText;
        var fingerprint = Fingerprint;
        while (true)
        {
            if (wantsText)
            {
                if (p == s.Length)
                    return UseUp(s);
                if (s[p] != '<')
                    return ReadText(s, p, isRcdata: false);
            }
            else
            {
                var start = p;
                p = ByteScan.IndexOf(s, p, (byte)'<');
                if (p - start >= TextFingerprint.ShortestFeature && fingerprint is not null)
                    fingerprint.Add(s[start..p]);
                if (p == s.Length)
                    return UseUp(s);
            }
            _position = p;
            var kind = p <= s.Length - MarkupRoom && TryReadTag(s, p, out var tag) ? tag : ReadMarkup(s, p);
            if (kind != Skipped || _state != State.Data)
                return kind;
            p = _position;
        }
    }

    /// <summary>
    /// Reads a tag of the common form: a known or short name, attributes with quoted or plain values, all of it well within the source. False when
    /// it has another form: then nothing has happened, and the states read it one by one.
    /// </summary>
    private bool TryReadTag(ReadOnlySpan<byte> s, int p, out HtmlTokenKind kind)
    {
        kind = Skipped;
        ref var first = ref MemoryMarshal.GetReference(s);
        var isEnd = Unsafe.Add(ref first, ++p) == '/';
        if (isEnd)
            p++;
        var length = ByteScan.TagNameLength(ref first, p);
        if (length > 8 || !HtmlBytes.IsLetter(Unsafe.Add(ref first, p)))
            return false;
        var start = p;
        var tag = HtmlTags.FindShort(ByteScan.LowerKey(ref first, p, length));
        p += length;
        var next = Unsafe.Add(ref first, p);
        var isWanted = (_interest[(int)tag] & (isEnd ? HtmlTagInterest.End : HtmlTagInterest.Start)) != 0;
        if (!isWanted)
        {
            if (next != '>' && !TrySkipAttributes(s, ref p))
                return false;
            _position = p + 1;
            return true;
        }
        if (next != '>' && !(HtmlBytes.IsSpace(next) || next == '/'))
            return false;
        _isEndTag = isEnd;
        BeginTag(tag, start, length);
        if (tag == HtmlTag.Unknown)
            FoldTagName();
        _position = p + 1;
        kind = isEnd ? HtmlTokenKind.EndTag : HtmlTokenKind.StartTag;
        if (next == '>')
            return true;
        _state = State.BeforeAttributeName;
        if (!ReadAttributes(s, isEnd ? p : KeepAttributes(s, p)))
            kind = HtmlTokenKind.NeedsInput;
        return true;
    }

    // At a '<' of whatever meaning.
    private HtmlTokenKind ReadMarkup(ReadOnlySpan<byte> s, int p)
    {
        var q = p + 1;
        if (q == s.Length)
            return _sourceIsFinal ? EmitText(p, 1, q) : Block(s, p);
        var isEnd = s[q] == '/';
        if (isEnd && ++q == s.Length)
            return _sourceIsFinal ? EmitText(p, 2, q) : Block(s, p);
        if (!HtmlBytes.IsLetter(s[q]))
            return ReadMarkupWithoutName(s, p);
        var start = q;
        var fold = HtmlBytes.TagName;
        while (q < s.Length && fold[s[q]] != 0)
            q++;
        _isEndTag = isEnd;
        if (q == s.Length || s[q] == 0)
            return BreakTagName(s, start, q);
        BeginTag(HtmlTag.Unknown, start, q - start);
        FoldTagName();
        return CompleteTagName(s, q);
    }

    private void BeginTag(HtmlTag tag, int start, int length)
    {
        _isWanted = true;
        _tagNameKnownAs = tag;
        _tagNameStart = start;
        _tagNameLength = length;
        _bufferLength = 0;
        AttributeCount = 0;
        _pieceInBuffer = false;
        IsSelfClosing = false;
    }

    private HtmlTokenKind TagToken() => !_isWanted ? Skipped : _isEndTag ? HtmlTokenKind.EndTag : HtmlTokenKind.StartTag;

    // The source ends within a tag name, or the name holds a NUL: it is put together in the buffer.
    private HtmlTokenKind BreakTagName(ReadOnlySpan<byte> s, int start, int p)
    {
        BeginTag(HtmlTag.Unknown, ~0, 0);
        _state = State.TagName;
        return ContinueTagName(s, start, p);
    }

    private HtmlTokenKind ResumeTagName(ReadOnlySpan<byte> s) => ContinueTagName(s, _position, _position);

    private HtmlTokenKind ContinueTagName(ReadOnlySpan<byte> s, int start, int p)
    {
        while (true)
        {
            while (p < s.Length && HtmlBytes.TagName[s[p]] != 0)
                p++;
            AppendFolded(s[start..p]);
            if (p == s.Length)
                return UseUp(s);
            if (s[p] != 0)
                break;
            AppendToBuffer(HtmlBytes.Replacement);
            start = ++p;
        }
        _tagNameLength = _bufferLength;
        return CompleteTagName(s, p);
    }

    // The name is there, in lower case: which element it is, and whether anybody wants it.
    private HtmlTokenKind CompleteTagName(ReadOnlySpan<byte> s, int p)
    {
        var name = Slice(_tagNameStart, _tagNameLength);
        _tagNameKnownAs = HtmlTags.Find(HtmlTags.Key(name), name);
        _isWanted = (_interest[(int)_tagNameKnownAs] & (_isEndTag ? HtmlTagInterest.End : HtmlTagInterest.Start)) != 0;
        _state = State.BeforeAttributeName;
        return ReadAttributes(s, p) ? TagToken() : HtmlTokenKind.NeedsInput;
    }

    private void FoldTagName()
    {
        var name = Slice(_tagNameStart, _tagNameLength);
        if (!name.ContainsAnyInRange((byte)'A', (byte)'Z'))
            return;
        _tagNameStart = ~_bufferLength;
        AppendFolded(name);
        _tagNameLength = _bufferLength - ~_tagNameStart;
    }

    private void AppendFolded(ReadOnlySpan<byte> name)
    {
        var start = _bufferLength;
        AppendToBuffer(name);
        foreach (ref var b in _buffer.AsSpan(start, _bufferLength - start))
        {
            if (b is >= (byte)'A' and <= (byte)'Z')
                b |= 0x20;
        }
    }

    // Text that somebody wants, up to what interrupts it. s[p] exists and is no '<'.
    private HtmlTokenKind ReadText(ReadOnlySpan<byte> s, int p, bool isRcdata)
    {
        var rest = s[p..];
        var length = isRcdata ? rest.IndexOfAny(HtmlBytes.RcdataStops) : rest.IndexOfAny((byte)'<', (byte)'&', (byte)'\r');
        if (length != 0)
            return EmitText(p, length < 0 ? rest.Length : length, length < 0 ? s.Length : p + length);
        switch (s[p])
        {
            case (byte)'\r':
                return EmitLineEnd(s, p);
            case 0:
                return EmitFromBuffer(HtmlBytes.Replacement, p + 1);
            default:
                Span<byte> value = stackalloc byte[CharacterReference.LongestValue];
                var consumed = CharacterReference.Read(rest, _sourceIsFinal, inAttribute: false, value, out var written);
                return consumed == CharacterReference.NeedsMore ? BlockInReference(s, p) : EmitFromBuffer(value[..written], p + consumed);
        }
    }

    private HtmlTokenKind EmitText(int start, int length, int next)
    {
        _textStart = start;
        _textLength = length;
        _position = next;
        return WantsText ? HtmlTokenKind.Text : Skipped;
    }

    private HtmlTokenKind EmitFromBuffer(scoped ReadOnlySpan<byte> text, int next)
    {
        _bufferLength = 0;
        AppendToBuffer(text);
        return EmitText(~0, _bufferLength, next);
    }

    // Every line end is a LF. A LF that follows a CR in the next source is dropped there.
    private HtmlTokenKind EmitLineEnd(ReadOnlySpan<byte> s, int p) =>
        EmitFromBuffer("\n"u8, p + 1 < s.Length && s[p + 1] == '\n' ? p + 2 : p + 1);
}
