using System.Buffers.Text;

namespace ActorCrawler.Core.Html;

/// <summary>Reads the image candidates of a srcset attribute (HTML standard, "parse a srcset attribute"), one after the other.</summary>
internal ref struct SrcsetReader(ReadOnlySpan<byte> srcset)
{
    private ReadOnlySpan<byte> _rest = srcset;

    /// <summary>The current candidate's URL.</summary>
    public ReadOnlySpan<byte> Url { get; private set; }

    /// <summary>Its width descriptor; null when it has none.</summary>
    public long? Width { get; private set; }

    /// <summary>Its density descriptor; null when it has none.</summary>
    public double? Density { get; private set; }

    /// <summary>Goes to the next valid candidate; false at the end.</summary>
    public bool Read()
    {
        while (true)
        {
            _rest = _rest.TrimStart(" \t\n\f\r,"u8);
            if (_rest.IsEmpty)
                return false;
            var end = _rest.IndexOfAny(HtmlBytes.Space);
            Url = end < 0 ? _rest : _rest[..end];
            _rest = _rest[Url.Length..];
            Width = null;
            Density = null;
            if (Url[^1] == ',')
            {
                Url = Url.TrimEnd((byte)',');
                return true;
            }
            if (ReadDescriptors())
                return true;
        }
    }

    // The descriptors up to the comma that ends the candidate, whether they are valid or not.
    private bool ReadDescriptors()
    {
        var isValid = true;
        long? height = null;
        while (true)
        {
            _rest = _rest.TrimStart(HtmlSpace);
            var length = DescriptorLength(_rest);
            if (length > 0)
                isValid &= TakeDescriptor(_rest[..length], ref height);
            _rest = _rest[length..];
            if (_rest.IsEmpty || _rest[0] == ',')
                break;
        }
        return isValid && (height is null || Width is not null);
    }

    private static ReadOnlySpan<byte> HtmlSpace => " \t\n\f\r"u8;

    // A descriptor ends at white space or a comma outside of parentheses, which do not nest.
    private static int DescriptorLength(ReadOnlySpan<byte> rest)
    {
        var inParentheses = false;
        for (var i = 0; i < rest.Length; i++)
        {
            var c = rest[i];
            if (inParentheses)
                inParentheses = c != ')';
            else if (c == '(')
                inParentheses = true;
            else if (c == ',' || HtmlBytes.IsSpace(c))
                return i;
        }
        return rest.Length;
    }

    private bool TakeDescriptor(ReadOnlySpan<byte> descriptor, ref long? height)
    {
        var number = descriptor[..^1];
        switch (descriptor[^1])
        {
            case (byte)'w' when Width is null && Density is null && TryInteger(number, out var width):
                Width = width;
                return true;
            case (byte)'x' when Width is null && Density is null && height is null && TryFloat(number, out var density):
                Density = density;
                return true;
            case (byte)'h' when height is null && Density is null && TryInteger(number, out var value):
                height = value;
                return true;
            default:
                return false;
        }
    }

    // A valid non-negative integer above zero.
    private static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        foreach (var b in text)
        {
            if (!char.IsAsciiDigit((char)b))
                return false;
            value = Math.Min((value * 10) + (b - '0'), int.MaxValue);
        }
        return value > 0;
    }

    // A valid floating-point number (HTML standard, 2.3.4.3) that is not negative.
    private static bool TryFloat(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var unsigned = text.StartsWith("-"u8) ? text[1..] : text;
        var point = SkipDigits(unsigned, 0);
        var p = point;
        if (p < unsigned.Length && unsigned[p] == '.')
        {
            p = SkipDigits(unsigned, point + 1);
            if (p == point + 1)
                return false;
        }
        if (p == 0)
            return false;
        if (p < unsigned.Length && (unsigned[p] | 0x20) == 'e')
        {
            var digits = p + 1 < unsigned.Length && unsigned[p + 1] is (byte)'+' or (byte)'-' ? p + 2 : p + 1;
            p = SkipDigits(unsigned, digits);
            if (p == digits)
                return false;
        }
        return p == unsigned.Length && Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length && value >= 0;
    }

    private static int SkipDigits(ReadOnlySpan<byte> text, int p)
    {
        while (p < text.Length && char.IsAsciiDigit((char)text[p]))
            p++;
        return p;
    }
}
