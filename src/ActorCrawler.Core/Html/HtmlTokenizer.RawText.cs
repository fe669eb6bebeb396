using System.Text;

namespace ActorCrawler.Core.Html;

// RCDATA, RAWTEXT, PLAINTEXT and CDATA sections, and the end tags that leave the first two and script data.
internal sealed partial class HtmlTokenizer
{
    private enum EndTagMatch
    {
        No,
        Yes,
        Undecided,
    }

    private HtmlTokenKind ReadRawText(ReadOnlySpan<byte> s)
    {
        var p = _position;
        var isRcdata = _state == State.Rcdata;
        while (p < s.Length)
        {
            if (!WantsText)
            {
                var skip = s[p..].IndexOf((byte)'<');
                if (skip < 0)
                    break;
                p += skip;
            }
            else if (s[p] != '<')
            {
                return isRcdata ? ReadText(s, p, isRcdata: true) : ReadPlain(s, p);
            }
            switch (MatchEndTag(s, p))
            {
                case EndTagMatch.Yes:
                    return ReadContentEndTag(s, p);
                case EndTagMatch.Undecided:
                    return Block(s, p);
                default:
                    if (WantsText)
                        return EmitText(p, 1, p + 1);
                    p++;
                    break;
            }
        }
        return UseUp(s);
    }

    private HtmlTokenKind ReadPlainText(ReadOnlySpan<byte> s)
    {
        if (_position == s.Length || !WantsText)
            return UseUp(s);
        if (s[_position] != '<')
            return ReadPlain(s, _position);
        var length = s[_position..].IndexOfAny((byte)'\r', (byte)0);
        return EmitText(_position, length < 0 ? s.Length - _position : length, length < 0 ? s.Length : _position + length);
    }

    // Text without references up to a '<', or what has to be replaced. s[p] exists and is no '<'.
    private HtmlTokenKind ReadPlain(ReadOnlySpan<byte> s, int p)
    {
        var length = s[p..].IndexOfAny((byte)'<', (byte)'\r', (byte)0);
        if (length != 0)
            return EmitText(p, length < 0 ? s.Length - p : length, length < 0 ? s.Length : p + length);
        return s[p] == 0 ? EmitFromBuffer(HtmlBytes.Replacement, p + 1) : EmitLineEnd(s, p);
    }

    private HtmlTokenKind ReadCdata(ReadOnlySpan<byte> s)
    {
        var p = _position;
        if (p == s.Length)
            return UseUp(s);
        // NUL stays here: what becomes of it is the consumer's decision.
        var length = WantsText ? s[p..].IndexOfAny((byte)']', (byte)'\r') : s[p..].IndexOf((byte)']');
        if (length != 0)
            return EmitText(p, length < 0 ? s.Length - p : length, length < 0 ? s.Length : p + length);
        if (s[p] == '\r')
            return EmitLineEnd(s, p);
        if (s[p..].StartsWith("]]>"u8))
        {
            EnterContent(HtmlContentState.Data, default);
            _position = p + 3;
            return Skipped;
        }
        if (!_sourceIsFinal && s.Length - p < 3 && "]]>"u8.StartsWith(s[p..]))
            return Block(s, p);
        return EmitText(p, 1, p + 1);
    }

    // Whether s[p], a '<', starts the end tag that ends the current content ("appropriate end tag token").
    private EndTagMatch MatchEndTag(ReadOnlySpan<byte> s, int p)
    {
        var name = _contentName.AsSpan(0, _contentNameLength);
        if (name.IsEmpty)
            return EndTagMatch.No;
        var end = p + 2 + name.Length;
        if (end >= s.Length)
        {
            var isPrefix = !_sourceIsFinal && (p + 1 == s.Length
                || (s[p + 1] == '/' && Ascii.EqualsIgnoreCase(s[(p + 2)..], name[..(s.Length - p - 2)])));
            return isPrefix ? EndTagMatch.Undecided : EndTagMatch.No;
        }
        return s[p + 1] == '/' && Ascii.EqualsIgnoreCase(s[(p + 2)..end], name) && (HtmlBytes.IsSpace(s[end]) || s[end] is (byte)'/' or (byte)'>')
            ? EndTagMatch.Yes
            : EndTagMatch.No;
    }

    private HtmlTokenKind ReadContentEndTag(ReadOnlySpan<byte> s, int p)
    {
        var name = s.Slice(p + 2, _contentNameLength);
        var key = HtmlTags.Key(_contentName.AsSpan(0, _contentNameLength));
        var tag = HtmlTags.Find(key, name);
        _isEndTag = true;
        BeginTag(tag, p + 2, name.Length);
        _isWanted = (_interest[(int)tag] & HtmlTagInterest.End) != 0;
        _content = HtmlContentState.Data;
        if (tag == HtmlTag.Unknown && _isWanted)
            FoldTagName();
        _state = State.BeforeAttributeName;
        return ReadAttributes(s, p + 2 + name.Length) ? TagToken() : HtmlTokenKind.NeedsInput;
    }
}
