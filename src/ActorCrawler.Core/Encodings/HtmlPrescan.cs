using System.Buffers;
using System.Text;

namespace ActorCrawler.Core.Encodings;

/// <summary>Looks for a meta element that declares the encoding (HTML standard, "prescan a byte stream to determine its encoding").</summary>
internal ref struct HtmlPrescan
{
    private static readonly SearchValues<byte> TagNameEnds = SearchValues.Create("\t\n\f\r >"u8);

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly bool _skipsRawText;
    private int _at;

    private HtmlPrescan(ReadOnlySpan<byte> bytes, bool skipsRawText)
    {
        _bytes = bytes;
        _skipsRawText = skipsRawText;
    }

    private readonly bool AtEnd => _at >= _bytes.Length;

    /// <summary>The encoding that the first meta element with a usable declaration names; null when there is none before the end.</summary>
    public static WebEncoding? Find(ReadOnlySpan<byte> head) => new HtmlPrescan(head, false).Run();

    /// <summary>
    /// The same beyond the prescan, for the meta element at which a parser would change the encoding. Parsers do not take the content of
    /// scripts and the like for elements (the prescan does), so it is passed over.
    /// </summary>
    public static WebEncoding? FindLate(ReadOnlySpan<byte> body) => new HtmlPrescan(body, true).Run();

    /// <summary>The standard's "algorithm for extracting a character encoding from a meta element".</summary>
    public static WebEncoding? FromContentAttribute(ReadOnlySpan<char> content)
    {
        while (true)
        {
            var at = content.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                return null;
            content = content[(at + "charset".Length)..].TrimStart("\t\n\f\r ");
            if (content.IsEmpty || content[0] != '=')
                continue;
            content = content[1..].TrimStart("\t\n\f\r ");
            if (content.IsEmpty)
                return null;
            if (content[0] is '"' or '\'')
            {
                var close = content[1..].IndexOf(content[0]);
                return close < 0 ? null : WebEncoding.ForLabel(content.Slice(1, close));
            }
            var end = content.IndexOfAny("\t\n\f\r ;");
            return WebEncoding.ForLabel(end < 0 ? content : content[..end]);
        }
    }

    private WebEncoding? Run()
    {
        while (true)
        {
            var open = AtEnd ? -1 : _bytes[_at..].IndexOf((byte)'<');
            if (open < 0)
                return null;
            _at += open;
            var rest = _bytes[_at..];
            if (rest.StartsWith("<!--"u8))
            {
                // The dashes that open the comment may also close it.
                var close = rest[2..].IndexOf("-->"u8);
                if (close < 0)
                    return null;
                _at += 2 + close + 3;
            }
            else if (IsMeta(rest))
            {
                _at += "<meta".Length;
                if (ReadMeta() is { } encoding)
                    return encoding;
                _at++;
            }
            else if (rest.Length > 1 && (IsLetter(rest[1]) || (rest[1] == '/' && rest.Length > 2 && IsLetter(rest[2]))))
            {
                var end = rest.IndexOfAny(TagNameEnds);
                if (end < 0)
                    return null;
                _at += end;
                while (TryReadAttribute(out _, out _))
                {
                }
                _at++;
                if (_skipsRawText)
                    SkipRawText(rest[1..end]);
            }
            else if (rest.Length > 1 && rest[1] is (byte)'!' or (byte)'/' or (byte)'?')
            {
                var end = rest.IndexOf((byte)'>');
                if (end < 0)
                    return null;
                _at += end + 1;
            }
            else
            {
                _at++;
            }
        }
    }

    private static bool IsMeta(ReadOnlySpan<byte> rest) =>
        rest.Length > 5 && Ascii.EqualsIgnoreCase(rest[..5], "<meta"u8) && (IsSpace(rest[5]) || rest[5] == '/');

    private static bool IsLetter(byte b) => char.IsAsciiLetter((char)b);

    private static bool IsSpace(byte b) => b is (byte)'\t' or (byte)'\n' or (byte)'\f' or (byte)'\r' or (byte)' ';

    /// <summary>Goes to the end tag of an element whose content is text only.</summary>
    private void SkipRawText(ReadOnlySpan<byte> name)
    {
        if (!(Ascii.EqualsIgnoreCase(name, "script"u8) || Ascii.EqualsIgnoreCase(name, "style"u8) || Ascii.EqualsIgnoreCase(name, "title"u8)
            || Ascii.EqualsIgnoreCase(name, "textarea"u8) || Ascii.EqualsIgnoreCase(name, "xmp"u8) || Ascii.EqualsIgnoreCase(name, "iframe"u8)
            || Ascii.EqualsIgnoreCase(name, "noembed"u8) || Ascii.EqualsIgnoreCase(name, "noframes"u8)))
            return;
        while (!AtEnd)
        {
            var close = _bytes[_at..].IndexOf("</"u8);
            if (close < 0)
            {
                _at = _bytes.Length;
                return;
            }
            _at += close;
            var tag = _bytes[(_at + 2)..];
            if (tag.Length >= name.Length && Ascii.EqualsIgnoreCase(tag[..name.Length], name))
                return;
            _at += 2;
        }
    }

    private WebEncoding? ReadMeta()
    {
        bool pragmaSeen = false, contentSeen = false, charsetSeen = false;
        var gotPragma = false;
        bool? needPragma = null;
        WebEncoding? charset = null;
        while (TryReadAttribute(out var name, out var value))
        {
            // Of attributes of one name the first counts.
            if (!pragmaSeen && Ascii.EqualsIgnoreCase(name, "http-equiv"u8))
            {
                pragmaSeen = true;
                gotPragma = Ascii.EqualsIgnoreCase(value, "content-type"u8);
            }
            else if (!contentSeen && Ascii.EqualsIgnoreCase(name, "content"u8))
            {
                contentSeen = true;
                if (charset is null && FromContentAttribute(Encoding.Latin1.GetString(value)) is { } declared)
                    (charset, needPragma) = (declared, true);
            }
            else if (!charsetSeen && Ascii.EqualsIgnoreCase(name, "charset"u8))
            {
                charsetSeen = true;
                (charset, needPragma) = (WebEncoding.ForLabel(Encoding.Latin1.GetString(value)), false);
            }
        }

        // An attribute that the end cuts ends the search.
        if (AtEnd || needPragma is null || (needPragma.Value && !gotPragma) || charset is null)
            return null;
        return charset.IsUtf16 ? WebEncoding.Utf8 : charset == WebEncoding.UserDefined ? WebEncoding.Windows1252 : charset;
    }

    /// <summary>The standard's "get an attribute". False at the tag's end (which is not passed) and at the end of the bytes.</summary>
    private bool TryReadAttribute(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        while (!AtEnd && (IsSpace(_bytes[_at]) || _bytes[_at] == '/'))
            _at++;
        if (AtEnd || _bytes[_at] == '>')
            return false;
        var start = _at;
        while (!AtEnd && !IsSpace(_bytes[_at]) && _bytes[_at] is not ((byte)'/' or (byte)'>') && (_bytes[_at] != '=' || _at == start))
            _at++;
        name = _bytes[start.._at];
        SkipSpaces();
        if (AtEnd)
            return false;
        if (_bytes[_at] != '=')
            return true;
        _at++;
        SkipSpaces();
        return !AtEnd && TryReadValue(out value);
    }

    private bool TryReadValue(out ReadOnlySpan<byte> value)
    {
        value = default;
        var quote = _bytes[_at];
        if (quote == '>')
            return true;
        var start = _at;
        if (quote is (byte)'"' or (byte)'\'')
        {
            start++;
            var close = _bytes[start..].IndexOf(quote);
            _at = close < 0 ? _bytes.Length : start + close + 1;
            if (close < 0)
                return false;
            value = _bytes.Slice(start, close);
            return true;
        }
        while (!AtEnd && !IsSpace(_bytes[_at]) && _bytes[_at] != '>')
            _at++;
        value = _bytes[start.._at];
        return !AtEnd;
    }

    private void SkipSpaces()
    {
        while (!AtEnd && IsSpace(_bytes[_at]))
            _at++;
    }
}
