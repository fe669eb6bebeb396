using System.Globalization;
using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// Percent-encodes the query of a link in its document's encoding (URL standard, "percent-encode after encoding"): what the encoding cannot
/// say becomes <c>%26%23N%3B</c>, a percent-encoded character reference. .NET's code pages are brought to what the Encoding standard's encoders
/// do. Not thread-safe.
/// </summary>
internal sealed class QueryEncoder
{
    private const int ShiftJis = 932;
    private const int Macintosh = 10000;

    private readonly Encoding _encoding;
    private readonly bool _isJapanese;
    private readonly bool _hasPrivateUse;
    private readonly Iso2022JpEncoder? _iso2022Jp;
    private readonly byte[] _bytes = new byte[32];

    private QueryEncoder(Encoding encoding)
    {
        // Setting the fallback also turns off the best-fit guesses of .NET's code pages (ā as a).
        _encoding = (Encoding)encoding.Clone();
        _encoding.EncoderFallback = new EncoderReplacementFallback("");
        _isJapanese = encoding.CodePage is ShiftJis or 51932 or 20932;
        // .NET's code pages say what they leave undefined with private-use characters; the standard's say nothing there, but for these.
        _hasPrivateUse = encoding.CodePage is 936 or 54936 or Macintosh;
        _iso2022Jp = encoding.CodePage is 50220 or 50221 or 50222 ? new Iso2022JpEncoder(_encoding) : null;
    }

    /// <summary>
    /// An encoder for a document's encoding, or null where the query is UTF-8: for UTF-8 itself and, by the Encoding standard ("get an
    /// output encoding"), for UTF-16; also for what is no web encoding at all (UTF-7, UTF-32, ASCII).
    /// </summary>
    public static QueryEncoder? For(Encoding? encoding) =>
        encoding is null or UTF8Encoding or UnicodeEncoding or UTF32Encoding || encoding.CodePage is 65000 or 65001 or 20127
            ? null
            : new QueryEncoder(encoding);

    /// <summary>Whether the encoding matters to this query at all: all web encodings agree on ASCII, but for the characters that shift.</summary>
    public bool Concerns(ReadOnlySpan<byte> query) =>
        !Ascii.IsValid(query) || (_iso2022Jp is not null && query.IndexOfAny((byte)0x0E, (byte)0x0F, (byte)0x1B) >= 0);

    /// <summary>Writes the query (UTF-8) in the document's encoding, percent-encoded.</summary>
    public void Encode(ReadOnlySpan<byte> query, UrlBuffer output)
    {
        _iso2022Jp?.Reset();
        while (!query.IsEmpty)
        {
            Rune.DecodeFromUtf8(query, out var rune, out var consumed);
            query = query[consumed..];
            var written = _iso2022Jp is null ? Encode(rune) : _iso2022Jp.Encode(ref rune, _bytes);
            if (written == 0)
                WriteReference(rune, output);
            Write(_bytes.AsSpan(0, written), output);
        }
        if (_iso2022Jp is not null)
            Write(_bytes.AsSpan(0, _iso2022Jp.Finish(_bytes)), output);
    }

    /// <summary>The bytes of a character, in <see cref="_bytes"/>; 0 when the encoding has none for it.</summary>
    private int Encode(Rune rune)
    {
        if (rune.IsAscii)
        {
            _bytes[0] = (byte)rune.Value;
            return 1;
        }
        // The yen sign, the overline and the minus sign, as the standard's Shift_JIS and EUC-JP encoders take them.
        if (_isJapanese && rune.Value is 0xA5 or 0x203E)
        {
            _bytes[0] = (byte)(rune.Value == 0xA5 ? 0x5C : 0x7E);
            return 1;
        }
        if (_isJapanese && rune.Value == 0x2212)
            rune = new Rune(0xFF0D);
        if (rune.Value is >= 0xE000 and <= 0xF8FF && !_hasPrivateUse)
            return 0;
        // GB 18030 has U+3000 where U+E5E5 would stand.
        if (rune.Value == 0xE5E5)
            return 0;
        Span<char> chars = stackalloc char[2];
        return _encoding.GetBytes(chars[..rune.EncodeToUtf16(chars)], _bytes);
    }

    private static void WriteReference(Rune rune, UrlBuffer output)
    {
        output.Append("%26%23"u8);
        var room = output.Extend(7);
        rune.Value.TryFormat(room, out var written, default, CultureInfo.InvariantCulture);
        output.Length -= 7 - written;
        output.Append("%3B"u8);
    }

    private static void Write(ReadOnlySpan<byte> bytes, UrlBuffer output)
    {
        foreach (var value in bytes)
        {
            if (PercentEncodeSet.QueryKept.Contains(value))
                output.Append(value);
            else
                output.AppendPercent(value);
        }
    }
}
