namespace ActorCrawler.Core.Urls;

/// <summary>The rule <see cref="CanonicalizationRules.NormalizePercentEncoding"/> (RFC 3986 §6.2.2.1 and §6.2.2.2).</summary>
internal static class PercentNormalizer
{
    /// <summary>Appends the normalised text; tells whether it differs.</summary>
    public static bool Append(ReadOnlySpan<byte> text, UrlBuffer output)
    {
        var changed = false;
        // A percent sign that starts no triplet must not become the start of one when a digit behind it is decoded ("%%34%31"), or a second
        // pass would see other triplets than the first.
        var lonePercent = -1;
        while (true)
        {
            var percent = text.IndexOf((byte)'%');
            if (percent < 0)
            {
                output.Append(text);
                return changed;
            }
            output.Append(text[..percent]);
            text = text[percent..];
            if (!PercentTriplet.TryDecode(text, out var value))
            {
                lonePercent = output.Length;
                output.Append((byte)'%');
                text = text[1..];
                continue;
            }
            if (IsUnreserved(value) && !(char.IsAsciiHexDigit((char)value) && CompletesTriplet(output.Written, lonePercent)))
            {
                output.Append(value);
                changed = true;
            }
            else
            {
                var start = output.Length;
                output.AppendPercent(value);
                changed |= !output.Written[start..].SequenceEqual(text[..3]);
            }
            text = text[3..];
        }
    }

    /// <summary>Whether one more hexadecimal digit could belong to the lone percent sign.</summary>
    private static bool CompletesTriplet(ReadOnlySpan<byte> written, int lonePercent) =>
        lonePercent >= 0 && (lonePercent == written.Length - 1
            || (lonePercent == written.Length - 2 && char.IsAsciiHexDigit((char)written[^1])));

    private static bool IsUnreserved(byte c) => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';
}
