using System.Buffers;
using System.Buffers.Text;
using System.Text;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Pages;

/// <summary>
/// Writes one line of JSON in UTF-8, escaping no more than JSON needs (RFC 8259 section 7), so that all writing systems stay readable. A
/// buffer that is used again; not thread-safe.
/// </summary>
internal sealed class JsonText
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, (byte)'"', (byte)'\\',
    ]);

    private const int KeptBytes = 1 << 20;

    private UrlBuffer _out = new();

    public ReadOnlySpan<byte> Written => _out.Written;

    public int Length
    {
        get => _out.Length;
        set => _out.Length = value;
    }

    /// <summary>Starts a line. A buffer that one huge line has blown up is let go.</summary>
    public void Clear()
    {
        if (_out.Length > KeptBytes)
            _out = new UrlBuffer();
        _out.Clear();
    }

    /// <summary>Writes bytes that are JSON already.</summary>
    public void Raw(ReadOnlySpan<byte> json) => _out.Append(json);

    /// <summary>Writes a string, quotes included.</summary>
    /// <param name="text">Valid UTF-8.</param>
    public void String(ReadOnlySpan<byte> text)
    {
        _out.Append((byte)'"');
        Content(text);
        _out.Append((byte)'"');
    }

    /// <summary>Writes a string, quotes included; lone surrogates become U+FFFD.</summary>
    public void String(ReadOnlySpan<char> text)
    {
        var room = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = room > 512 ? ArrayPool<byte>.Shared.Rent(room) : null;
        var bytes = rented ?? stackalloc byte[512];
        String(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    public void Number(long value)
    {
        var room = _out.Extend(20);
        Utf8Formatter.TryFormat(value, room, out var written);
        _out.Length -= room.Length - written;
    }

    /// <summary>Writes an instant as RFC 3339 in UTC with milliseconds, quotes included.</summary>
    public void Instant(DateTimeOffset value)
    {
        var room = _out.Extend(26);
        value.UtcDateTime.TryFormat(room, out var written, "\\\"yyyy-MM-dd'T'HH:mm:ss.fff'Z'\\\"", System.Globalization.CultureInfo.InvariantCulture);
        _out.Length -= room.Length - written;
    }

    /// <summary>Writes <paramref name="prefix"/> and 32 bytes in hexadecimal, quotes included.</summary>
    public void Hash(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> hash)
    {
        _out.Append((byte)'"');
        _out.Append(prefix);
        Convert.TryToHexStringLower(hash, _out.Extend(hash.Length * 2), out _);
        _out.Append((byte)'"');
    }

    /// <summary>Writes the inside of a string.</summary>
    public void Content(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            var stop = text.IndexOfAny(Escaped);
            if (stop < 0)
            {
                _out.Append(text);
                return;
            }
            _out.Append(text[..stop]);
            Escape(text[stop]);
            text = text[(stop + 1)..];
        }
    }

    private void Escape(byte b)
    {
        switch (b)
        {
            case (byte)'"':
                _out.Append("\\\""u8);
                break;
            case (byte)'\\':
                _out.Append("\\\\"u8);
                break;
            case (byte)'\n':
                _out.Append("\\n"u8);
                break;
            case (byte)'\r':
                _out.Append("\\r"u8);
                break;
            case (byte)'\t':
                _out.Append("\\t"u8);
                break;
            default:
                _out.Append("\\u00"u8);
                _out.Append((byte)('0' + (b >> 4)));
                _out.Append((byte)((b & 15) < 10 ? '0' + (b & 15) : 'a' + (b & 15) - 10));
                break;
        }
    }
}
