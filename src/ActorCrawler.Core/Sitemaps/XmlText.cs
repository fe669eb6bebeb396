using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ActorCrawler.Core.Sitemaps;

/// <summary>Collects the text of an element, references resolved, up to a limit.</summary>
internal sealed class XmlText(int maxBytes)
{
    private readonly byte[] _bytes = new byte[maxBytes];
    private int _length;

    /// <summary>Whether the text cannot be what was meant: it was too long, or names an entity that a document type declares.</summary>
    public bool IsUnusable { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Whether there is anything but white space.</summary>
    public bool IsBlank => Bytes.Trim(" \t\r\n"u8).IsEmpty;

    public void Clear()
    {
        _length = 0;
        IsUnusable = false;
    }

    /// <summary>Adds text as it stands, such as that of a CDATA section.</summary>
    public void AddRaw(ReadOnlySpan<byte> text)
    {
        if (text.Length > maxBytes - _length)
        {
            IsUnusable = true;
            text = text[..(maxBytes - _length)];
        }
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>
    /// Adds text with its references resolved. An ampersand that starts none stands for itself: unescaped URLs are common.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="hasDoctype">Whether other names than XML's own five may be declared; they are not expanded, so the text is unusable.</param>
    public void Add(ReadOnlySpan<byte> text, bool hasDoctype)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (true)
        {
            var ampersand = text.IndexOf((byte)'&');
            AddRaw(ampersand < 0 ? text : text[..ampersand]);
            if (ampersand < 0)
                return;
            text = text[ampersand..];
            var semicolon = text[..Math.Min(text.Length, 32)].IndexOf((byte)';');
            if (semicolon > 1 && Resolve(text[1..semicolon]) is { } rune)
            {
                AddRaw(utf8[..rune.EncodeToUtf8(utf8)]);
                text = text[(semicolon + 1)..];
                continue;
            }
            if (hasDoctype && semicolon > 1 && !text[1..semicolon].ContainsAny("=&/?"u8))
                IsUnusable = true;
            AddRaw("&"u8);
            text = text[1..];
        }
    }

    private static Rune? Resolve(ReadOnlySpan<byte> name)
    {
        if (name[0] == '#')
            return ResolveNumber(name[1..]);
        return name switch
        {
            _ when name.SequenceEqual("amp"u8) => new Rune('&'),
            _ when name.SequenceEqual("lt"u8) => new Rune('<'),
            _ when name.SequenceEqual("gt"u8) => new Rune('>'),
            _ when name.SequenceEqual("quot"u8) => new Rune('"'),
            _ when name.SequenceEqual("apos"u8) => new Rune('\''),
            _ => null,
        };
    }

    private static Rune? ResolveNumber(ReadOnlySpan<byte> digits)
    {
        var isHex = !digits.IsEmpty && digits[0] is (byte)'x' or (byte)'X';
        var isNumber = isHex
            ? int.TryParse(digits[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            : Utf8Parser.TryParse(digits, out value, out var consumed) && consumed == digits.Length;
        return isNumber && Rune.IsValid(value) ? new Rune(value) : null;
    }
}
