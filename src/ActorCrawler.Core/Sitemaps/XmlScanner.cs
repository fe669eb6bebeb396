using System.Buffers;

namespace ActorCrawler.Core.Sitemaps;

/// <summary>
/// Finds tags and text in XML, forgivingly: nothing has to be well-formed or to match, and what stands before a break is still found. No
/// declaration of a document type is acted on, so there are no entities to expand and nothing to fetch. Memory is one buffer.
/// </summary>
/// <param name="source">Gives UTF-8, 0 bytes at its end.</param>
internal sealed class XmlScanner(Utf8Source source)
{
    /// <summary>Also the longest tag; a longer one is passed over.</summary>
    private const int BufferBytes = 64 * 1024;

    /// <summary>The longest character reference that is kept whole when text is handed out in pieces.</summary>
    private const int LongestReference = 32;

    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/>"u8);

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private bool _sourceEnded;
    private bool _inCData;
    private Range _token;

    /// <summary>Whether there was a document type declaration.</summary>
    public bool HasDoctype { get; private set; }

    /// <summary>Whether the text ended within an end tag.</summary>
    public bool EndedInEndTag { get; private set; }

    /// <summary>Whether a start tag ends its element, too.</summary>
    public bool IsSelfClosing { get; private set; }

    /// <summary>The name in a tag, with its prefix. Valid until the next <see cref="Read"/>, as are the others.</summary>
    public ReadOnlySpan<byte> Name
    {
        get
        {
            var tag = Token;
            var end = tag.IndexOfAny(NameEnds);
            return end < 0 ? tag : tag[..end];
        }
    }

    /// <summary>Text, or a tag's inside without its angle brackets.</summary>
    public ReadOnlySpan<byte> Token => _buffer.AsSpan(_token);

    /// <summary>Goes to the next token.</summary>
    public XmlTokenKind Read()
    {
        while (true)
        {
            if (_inCData)
                return ReadCData();
            if (!Fill(1))
                return XmlTokenKind.End;
            if (_buffer[_start] != '<')
                return ReadText(0);
            Fill("<![CDATA[".Length);
            var rest = _buffer.AsSpan(_start, _end - _start);
            if (rest.StartsWith("<!--"u8))
            {
                _start += 4;
                SkipPast("-->"u8);
            }
            else if (rest.StartsWith("<![CDATA["u8))
            {
                _start += 9;
                _inCData = true;
            }
            else if (rest.StartsWith("<?"u8))
            {
                _start += 2;
                SkipPast("?>"u8);
            }
            else if (rest.StartsWith("<!"u8))
            {
                HasDoctype = true;
                SkipDeclaration();
            }
            else if (rest.Length > 1 && (rest[1] == '/' || rest[1] >= 0x80 || char.IsAsciiLetter((char)rest[1]) || rest[1] is (byte)'_' or (byte)':'))
            {
                var isEndTag = rest[1] == '/';
                if (TryReadTag(isEndTag))
                    return isEndTag ? XmlTokenKind.EndTag : XmlTokenKind.StartTag;
            }
            else
            {
                return ReadText(1);
            }
        }
    }

    /// <summary>The value of an attribute of the start tag at hand, as it stands; empty when there is none.</summary>
    public ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name)
    {
        var rest = Token[Name.Length..];
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n/"u8);
            var equals = rest.IndexOf((byte)'=');
            if (equals < 0)
                return default;
            var key = rest[..equals].Trim(" \t\r\n"u8);
            rest = rest[(equals + 1)..].TrimStart(" \t\r\n"u8);
            if (rest.IsEmpty || rest[0] is not ((byte)'"' or (byte)'\''))
                return default;
            var close = rest[1..].IndexOf(rest[0]);
            if (close < 0)
                return default;
            if (key.SequenceEqual(name))
                return rest.Slice(1, close);
            rest = rest[(close + 2)..];
        }
    }

    private XmlTokenKind ReadText(int atLeast)
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var open = rest[atLeast..].IndexOf((byte)'<');
            if (open < 0 && !_sourceEnded && (_start > 0 || _end < BufferBytes))
            {
                Fill(rest.Length + 1);
                continue;
            }
            var length = open < 0 ? rest.Length : atLeast + open;
            if (open < 0 && !_sourceEnded)
            {
                var reference = rest[^LongestReference..].LastIndexOf((byte)'&');
                if (reference >= 0)
                    length -= LongestReference - reference;
            }
            Take(length);
            return XmlTokenKind.Text;
        }
    }

    private XmlTokenKind ReadCData()
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var close = rest.IndexOf("]]>"u8);
            if (close >= 0)
            {
                _inCData = false;
                Take(close);
                _start += 3;
                return XmlTokenKind.CData;
            }
            if (!_sourceEnded && (_start > 0 || _end < BufferBytes))
            {
                Fill(rest.Length + 1);
                continue;
            }

            // Two brackets may be the start of the end.
            var length = _sourceEnded ? rest.Length : rest.Length - 2;
            if (length == 0)
            {
                _inCData = false;
                return XmlTokenKind.End;
            }
            Take(length);
            return XmlTokenKind.CData;
        }
    }

    private void Take(int length)
    {
        _token = new Range(_start, _start + length);
        _start += length;
    }

    /// <summary>Finds the tag's end, quotes considered. False when the tag is too long, or cut off by the end: it is passed over then.</summary>
    private bool TryReadTag(bool isEndTag)
    {
        var at = 1;
        byte quote = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            while (at < rest.Length)
            {
                var stop = quote != 0 ? rest[at..].IndexOf(quote) : isEndTag ? rest[at..].IndexOf((byte)'>') : rest[at..].IndexOfAny("\"'>"u8);
                at = stop < 0 ? rest.Length : at + stop;
                if (stop < 0)
                    break;
                if (rest[at] == '>' && quote == 0)
                {
                    FinishTag(isEndTag ? 2 : 1, at);
                    return true;
                }
                quote = quote == 0 ? rest[at] : (byte)0;
                at++;
            }
            if (Fill(rest.Length + 1))
                continue;
            if (_sourceEnded)
            {
                EndedInEndTag = isEndTag;
                _start = _end;
            }
            else
            {
                _start++;
                SkipPast(">"u8);
            }
            return false;
        }
    }

    private void FinishTag(int from, int close)
    {
        IsSelfClosing = _buffer[_start + close - 1] == '/';
        _token = new Range(_start + from, _start + Math.Max(from, IsSelfClosing ? close - 1 : close));
        _start += close + 1;
    }

    /// <summary>Skips a declaration with its internal subset; brackets and quotes in it are considered, in a simple way.</summary>
    private void SkipDeclaration()
    {
        var depth = 0;
        byte quote = 0;
        while (Fill(1))
        {
            var b = _buffer[_start++];
            if (quote != 0)
                quote = b == quote ? (byte)0 : quote;
            else if (b is (byte)'"' or (byte)'\'')
                quote = b;
            else if (b == '[')
                depth++;
            else if (b == ']')
                depth--;
            else if (b == '>' && depth <= 0)
                return;
        }
    }

    private void SkipPast(ReadOnlySpan<byte> text)
    {
        while (Fill(text.Length))
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var at = rest.IndexOf(text);
            _start += at < 0 ? rest.Length - text.Length + 1 : at + text.Length;
            if (at >= 0)
                return;
        }
        _start = _end;
    }

    /// <summary>Makes so many bytes available; false when there are no more, or the buffer holds no more.</summary>
    private bool Fill(int count)
    {
        if (_end - _start >= count)
            return true;
        if (count > BufferBytes)
            return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        while (_end < count && !_sourceEnded)
        {
            var read = source.Read(_buffer.AsSpan(_end));
            _sourceEnded = read == 0;
            _end += read;
        }
        return _end >= count;
    }
}
