using System.Text;

namespace ActorCrawler.Core.Html;

// Script data and its escaped states.
internal sealed partial class HtmlTokenizer
{
    // How many dashes (2 stands for more) stand right before the current position: the "escaped dash" and "escaped dash dash" states.
    private int _dashes;

    private HtmlTokenKind ReadScriptData(ReadOnlySpan<byte> s)
    {
        var p = _position;
        var start = p;
        while (p < s.Length)
        {
            var isPlain = _state == State.ScriptData;
            var c = s[p];
            if (c == '<')
            {
                var length = ReadScriptLessThan(s, p);
                if (length > 0)
                {
                    p += length;
                    continue;
                }
                // An end tag, or undecided: what was read so far comes first.
                if (p > start && WantsText)
                    return EmitText(start, p - start, p);
                return length == 0 ? ReadContentEndTag(s, p) : Block(s, p);
            }
            if (c is 0 or (byte)'\r' && WantsText)
            {
                if (p > start)
                    return EmitText(start, p - start, p);
                _dashes = 0;
                return c == 0 ? EmitFromBuffer(HtmlBytes.Replacement, p + 1) : EmitLineEnd(s, p);
            }
            if (isPlain)
            {
                var skip = WantsText ? s[p..].IndexOfAny((byte)'<', (byte)'\r', (byte)0) : s[p..].IndexOf((byte)'<');
                p = skip < 0 ? s.Length : p + skip;
                continue;
            }
            p++;
            if (c == '-')
            {
                _dashes = Math.Min(2, _dashes + 1);
            }
            else
            {
                if (c == '>' && _dashes == 2)
                    _state = State.ScriptData;
                _dashes = 0;
                if (_state != State.ScriptData)
                {
                    var skip = s[p..].IndexOfAny(HtmlBytes.EscapedScriptStops);
                    p = skip < 0 ? s.Length : p + skip;
                }
            }
        }
        return p > start ? EmitText(start, p - start, p) : UseUp(s);
    }

    // At a '<' in script data: changes the state and returns how many bytes it covers; 0 for the end tag that ends the script, -1 when the
    // source ends too early.
    private int ReadScriptLessThan(ReadOnlySpan<byte> s, int p)
    {
        var rest = s[p..];
        if (_state == State.ScriptDataDoubleEscaped)
        {
            _dashes = 0;
            return ReadScriptName(rest, "</script"u8, State.ScriptDataEscaped);
        }
        switch (MatchEndTag(s, p))
        {
            case EndTagMatch.Yes:
                return 0;
            case EndTagMatch.Undecided:
                return -1;
            default:
                break;
        }
        if (_state == State.ScriptDataEscaped)
        {
            _dashes = 0;
            return ReadScriptName(rest, "<script"u8, State.ScriptDataDoubleEscaped);
        }
        if (!rest.StartsWith("<!--"u8))
            return !_sourceIsFinal && "<!--"u8.StartsWith(rest) ? -1 : 1;
        _state = State.ScriptDataEscaped;
        _dashes = 2;
        return 4;
    }

    private int ReadScriptName(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> name, State next)
    {
        if (rest.Length <= name.Length)
            return !_sourceIsFinal && Ascii.EqualsIgnoreCase(rest, name[..rest.Length]) ? -1 : 1;
        var follows = rest[name.Length];
        if (!Ascii.EqualsIgnoreCase(rest[..name.Length], name) || !(HtmlBytes.IsSpace(follows) || follows is (byte)'/' or (byte)'>'))
            return 1;
        _state = next;
        return name.Length;
    }
}
