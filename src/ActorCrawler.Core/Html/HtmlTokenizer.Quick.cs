using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorCrawler.Core.Html;

// The quick way through attributes of the common form. It passes the same states as ReadAttributes and leaves all else to it.
internal sealed partial class HtmlTokenizer
{
    /// <summary>
    /// From behind a tag's name to its <c>&gt;</c>, nothing kept. False, with <paramref name="position"/> as it was, when an attribute has another form or the
    /// source ends too soon.
    /// </summary>
    private static bool TrySkipAttributes(ReadOnlySpan<byte> s, ref int position)
    {
        ref var first = ref MemoryMarshal.GetReference(s);
        var last = s.Length - ByteScan.Room;
        var p = position;
        while (p <= last)
        {
            var c = Unsafe.Add(ref first, p);
            if (HtmlBytes.IsSpace(c))
            {
                p++;
                continue;
            }
            if (c == '>')
            {
                position = p;
                return true;
            }
            if (c == '/' && Unsafe.Add(ref first, p + 1) == '>')
            {
                position = p + 1;
                return true;
            }
            var length = ByteScan.AttributeNameLength(ref first, p);
            if (length == 0)
                return false;
            for (; length > 15; length = ByteScan.AttributeNameLength(ref first, p))
            {
                p += 16;
                if (p > last)
                    return false;
            }
            p += length;
            c = Unsafe.Add(ref first, p);
            if (c == '=')
            {
                var quote = Unsafe.Add(ref first, ++p);
                if (quote is (byte)'"' or (byte)'\'')
                {
                    p = ByteScan.IndexOf(s, p + 1, quote) + 1;
                    continue;
                }
                length = ByteScan.UnquotedLength(ref first, p);
                if (length is 0 or > 15)
                    return false;
                p += length;
                c = Unsafe.Add(ref first, p);
                if (c == '>' || HtmlBytes.IsSpace(c))
                    continue;
                return false;
            }
            if (c is (byte)'>' or (byte)'/')
                continue;
            // An equals sign behind the space would still belong to this attribute.
            if (c != ' ' || !HtmlBytes.IsLetter(Unsafe.Add(ref first, p + 1)))
                return false;
        }
        return false;
    }

    /// <summary>
    /// Keeps attributes of the common form, from behind a tag's name: lower-case names, values in quotes without anything to decode, or none. Returns the
    /// place where the next one has another form or the source may end too soon; the state there is "before attribute name".
    /// </summary>
    private int KeepAttributes(ReadOnlySpan<byte> s, int p)
    {
        ref var first = ref MemoryMarshal.GetReference(s);
        var last = s.Length - ByteScan.Room;
        while (p <= last)
        {
            var c = Unsafe.Add(ref first, p);
            if (HtmlBytes.IsSpace(c))
            {
                p++;
                continue;
            }
            var length = ByteScan.AttributeNameLength(ref first, p);
            if (length is 0 or > 15 || Unsafe.Add(ref first, p + length) != '=' || AttributeCount == _maxAttributes)
                return p;
            var quote = Unsafe.Add(ref first, p + length + 1);
            if (quote is not ((byte)'"' or (byte)'\'') || s.Slice(p, length).ContainsAnyInRange((byte)'A', (byte)'Z'))
                return p;
            var value = p + length + 2;
            var end = ByteScan.IndexOf(s, value, quote);
            if (end == s.Length || s[value..end].IndexOfAny((byte)'&', (byte)'\r', (byte)0) >= 0)
                return p;
            var key = length <= 8 ? ByteScan.Key(ref first, p, length) : HtmlTags.Key(s.Slice(p, length));
            if (!IsRepeated(key, s.Slice(p, length)))
                AddAttribute(new Attribute { Key = key, NameStart = p, NameLength = length, ValueStart = value, ValueLength = end - value });
            p = end + 1;
        }
        return p;
    }
}
