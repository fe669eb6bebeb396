namespace ActorCrawler.Core.Urls;

/// <summary>The rule <see cref="CanonicalizationRules.NormalizePercentEncoding"/> (RFC 3986 §6.2.2.1 and §6.2.2.2).</summary>
internal static class PercentNormalizer
{
    /// <summary>Appends the normalised text; tells whether it differs.</summary>
    public static bool Append(ReadOnlySpan<byte> text, UrlBuffer output)
    {
        var changed = false;
        // A percent sign that starts no triplet must not become the start of one when something behind it is decoded ("%%34%31"), or a
        // second pass would see other triplets than the first: within two characters of one, nothing is decoded.
        var guarded = 0;
        while (true)
        {
            var percent = text.IndexOf((byte)'%');
            if (percent < 0)
            {
                output.Append(text);
                return changed;
            }
            output.Append(text[..percent]);
            guarded = Math.Max(0, guarded - percent);
            text = text[percent..];
            if (!PercentTriplet.TryDecode(text, out var value))
            {
                output.Append((byte)'%');
                text = text[1..];
                guarded = 2;
                continue;
            }
            if (guarded == 0 && IsUnreserved(value))
            {
                output.Append(value);
                changed = true;
            }
            else
            {
                var start = output.Length;
                output.AppendPercent(value);
                changed |= !output.Written[start..].SequenceEqual(text[..3]);
                guarded = 0;
            }
            text = text[3..];
        }
    }

    private static bool IsUnreserved(byte c) => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';
}
