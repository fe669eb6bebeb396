using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Pages;

/// <summary>
/// Copies a JSON value from a page on one line, checking it as it goes (RFC 8259). It never throws, whatever the page holds, unlike the
/// framework's reader, whose exceptions a page could ask for by the thousand.
/// </summary>
/// <remarks>
/// Two liberties, because pages take them and search engines grant them: raw control characters in strings are taken and written as escapes,
/// and a comment or CDATA wrapper around the value is removed.
/// </remarks>
internal ref struct JsonCopy
{
    private const int MostDepth = 64;

    private readonly ReadOnlySpan<byte> _json;
    private readonly JsonText _output;
    private int _position;

    private JsonCopy(ReadOnlySpan<byte> json, JsonText output)
    {
        _json = json;
        _output = output;
    }

    /// <summary>Copies the value; false, with nothing written, when it is no JSON or is nested more than 64 deep.</summary>
    public static bool TryCopy(ReadOnlySpan<byte> json, JsonText output)
    {
        var mark = output.Length;
        var copy = new JsonCopy(Unwrap(json), output);
        if (copy.Value(0) && copy.AtEnd())
            return true;
        output.Length = mark;
        return false;
    }

    private static ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> json)
    {
        json = json.Trim(" \t\n\f\r"u8);
        json = Unwrap(json, "<!--"u8, "-->"u8);
        json = Unwrap(json, "//<![CDATA["u8, "//]]>"u8);
        return Unwrap(json, "<![CDATA["u8, "]]>"u8);
    }

    private static ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> json, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (json.Length >= before.Length + after.Length && json.StartsWith(before) && json.EndsWith(after))
            json = json[before.Length..^after.Length].Trim(" \t\n\f\r"u8);
        return json;
    }

    private bool AtEnd()
    {
        SkipSpace();
        return _position == _json.Length;
    }

    private byte Next()
    {
        SkipSpace();
        return _position < _json.Length ? _json[_position] : (byte)0;
    }

    private void SkipSpace()
    {
        while (_position < _json.Length && HtmlBytes.IsSpace(_json[_position]))
            _position++;
    }

    private bool Take(byte expected)
    {
        if (Next() != expected)
            return false;
        _position++;
        _output.Raw([expected]);
        return true;
    }

    private bool Value(int depth) => Next() switch
    {
        (byte)'{' => depth < MostDepth && Members(depth),
        (byte)'[' => depth < MostDepth && Elements(depth),
        (byte)'"' => String(),
        (byte)'t' => Word("true"u8),
        (byte)'f' => Word("false"u8),
        (byte)'n' => Word("null"u8),
        _ => Number(),
    };

    private bool Members(int depth)
    {
        Take((byte)'{');
        if (Take((byte)'}'))
            return true;
        do
        {
            if (Next() != '"' || !String() || !Take((byte)':') || !Value(depth + 1))
                return false;
        }
        while (Take((byte)','));
        return Take((byte)'}');
    }

    private bool Elements(int depth)
    {
        Take((byte)'[');
        if (Take((byte)']'))
            return true;
        do
        {
            if (!Value(depth + 1))
                return false;
        }
        while (Take((byte)','));
        return Take((byte)']');
    }

    private bool String()
    {
        var start = ++_position;
        while (true)
        {
            var stop = _json[_position..].IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
                return false;
            _position += stop;
            if (_json[_position] == '"')
                break;
            if (!SkipEscape())
                return false;
        }
        _output.Raw("\""u8);
        Plain(_json[start.._position]);
        _output.Raw("\""u8);
        _position++;
        return true;
    }

    // Escapes are right already: only what may not stand in a string raw is changed.
    private readonly void Plain(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            var stop = text.IndexOfAnyInRange((byte)0, (byte)0x1F);
            _output.Raw(stop < 0 ? text : text[..stop]);
            if (stop < 0)
                return;
            _output.Content(text.Slice(stop, 1));
            text = text[(stop + 1)..];
        }
    }

    private bool SkipEscape()
    {
        var rest = _json[_position..];
        if (rest.Length < 2)
            return false;
        if (rest[1] == 'u')
        {
            if (rest.Length < 6)
                return false;
            for (var i = 2; i < 6; i++)
            {
                if (!char.IsAsciiHexDigit((char)rest[i]))
                    return false;
            }
            _position += 6;
            return true;
        }
        _position += 2;
        return "\"\\/bfnrt"u8.Contains(rest[1]);
    }

    private bool Word(ReadOnlySpan<byte> word)
    {
        if (!_json[_position..].StartsWith(word))
            return false;
        _position += word.Length;
        _output.Raw(word);
        return true;
    }

    private bool Number()
    {
        var start = _position;
        if (At('-'))
            _position++;
        if (At('0'))
            _position++;
        else if (!Digits())
            return false;
        if (At('.'))
        {
            _position++;
            if (!Digits())
                return false;
        }
        if (At('e') || At('E'))
        {
            _position++;
            if (At('+') || At('-'))
                _position++;
            if (!Digits())
                return false;
        }
        _output.Raw(_json[start.._position]);
        return true;
    }

    private readonly bool At(char c) => _position < _json.Length && _json[_position] == c;

    private bool Digits()
    {
        var start = _position;
        while (_position < _json.Length && char.IsAsciiDigit((char)_json[_position]))
            _position++;
        return _position > start;
    }
}
