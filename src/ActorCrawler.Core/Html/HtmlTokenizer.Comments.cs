using System.Text;

namespace ActorCrawler.Core.Html;

// Markup declarations: comments, DOCTYPE, CDATA openers, and what is treated as a comment for want of sense.
internal sealed partial class HtmlTokenizer
{
    // At a '<' that no tag name follows.
    private HtmlTokenKind ReadMarkupWithoutName(ReadOnlySpan<byte> s, int p)
    {
        var rest = s[(p + 1)..];
        switch (rest[0])
        {
            case (byte)'!':
                return ReadMarkupDeclaration(s, p);
            case (byte)'?':
                return EnterDeclaration(State.BogusComment, p + 1);
            case (byte)'/' when rest[1] == '>':
                _position = p + 3;
                return Skipped;
            case (byte)'/':
                return EnterDeclaration(State.BogusComment, p + 2);
            default:
                return EmitText(p, 1, p + 1);
        }
    }

    private HtmlTokenKind ReadMarkupDeclaration(ReadOnlySpan<byte> s, int p)
    {
        var rest = s[(p + 2)..];
        if (rest.StartsWith("--"u8))
            return EnterDeclaration(State.CommentStart, p + 4);
        if (rest.Length >= 7 && Ascii.EqualsIgnoreCase(rest[..7], "doctype"u8))
            return EnterDeclaration(State.Doctype, p + 9);
        if (AllowsCdata && rest.StartsWith("[CDATA["u8))
        {
            EnterContent(HtmlContentState.CdataSection, default);
            _position = p + 9;
            return Skipped;
        }
        var isUndecided = !_sourceIsFinal && ("--"u8.StartsWith(rest)
            || (rest.Length < 7 && (Ascii.EqualsIgnoreCase(rest, "doctype"u8[..rest.Length]) || (AllowsCdata && "[CDATA["u8.StartsWith(rest)))));
        return isUndecided ? Block(s, p) : EnterDeclaration(State.BogusComment, p + 2);
    }

    private HtmlTokenKind EnterDeclaration(State state, int next)
    {
        _bufferLength = 0;
        _state = state;
        _position = next;
        return Skipped;
    }

    private HtmlTokenKind ReadComment(ReadOnlySpan<byte> s)
    {
        var start = _position;
        if (_state == State.CommentStart)
        {
            var rest = s[start..];
            if (rest.StartsWith(">"u8) || rest.StartsWith("->"u8))
                return EmitComment([], rest[0] == '>' ? start + 1 : start + 2);
            if (!_sourceIsFinal && "->"u8.StartsWith(rest))
                return Block(s, start);
            _state = State.Comment;
        }
        var p = start;
        while (true)
        {
            var found = s[p..].IndexOf((byte)'-');
            if (found < 0)
                return EndSourceInComment(s, start, s.Length);
            var dashes = p + found;
            p = dashes;
            while (p < s.Length && s[p] == '-')
                p++;
            if (p == s.Length)
                return EndSourceInComment(s, start, Math.Max(dashes, p - 2));
            if (p - dashes < 2)
                continue;
            if (s[p] == '>')
                return EmitComment(s[start..(p - 2)], p + 1);
            if (s[p] != '!')
                continue;
            if (p + 1 == s.Length)
                return EndSourceInComment(s, start, p - 2);
            if (s[p + 1] == '>')
                return EmitComment(s[start..(p - 2)], p + 2);
        }
    }

    // The source ends in a comment, with a part of the comment's end from p on: drop that at the end of the document.
    private HtmlTokenKind EndSourceInComment(ReadOnlySpan<byte> s, int start, int p)
    {
        if (_sourceIsFinal)
            return EmitComment(s[start..p], s.Length);
        if (WantsComments)
            AppendNormalized(s[start..p]);
        return p == s.Length ? UseUp(s) : Block(s, p);
    }

    private HtmlTokenKind EmitComment(ReadOnlySpan<byte> last, int next)
    {
        _state = State.Data;
        _position = next;
        if (!WantsComments)
            return Skipped;
        AppendNormalized(last);
        _textStart = ~0;
        _textLength = _bufferLength;
        return HtmlTokenKind.Comment;
    }

    // A bogus comment or a DOCTYPE: both end at the first '>', whatever stands before it.
    private HtmlTokenKind ReadDeclaration(ReadOnlySpan<byte> s)
    {
        var start = _position;
        var length = s[start..].IndexOf((byte)'>');
        if (length < 0 && !_sourceIsFinal)
        {
            if (WantsComments)
                AppendNormalized(s[start..]);
            return UseUp(s);
        }
        var isDoctype = _state == State.Doctype;
        var content = length < 0 ? s[start..] : s.Slice(start, length);
        var kind = EmitComment(content, start + content.Length + (length < 0 ? 0 : 1));
        if (!isDoctype || kind == Skipped)
            return kind;
        Doctype = HtmlDoctype.Parse(Text, isComplete: length >= 0);
        return HtmlTokenKind.Doctype;
    }
}
