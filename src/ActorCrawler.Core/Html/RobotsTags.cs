using System.Text;

namespace ActorCrawler.Core.Html;

/// <summary>
/// Reads the directives of meta robots and X-Robots-Tag (Google's documentation of both; no standard exists): comma-separated, without regard
/// to case; <c>none</c> is <c>noindex, nofollow</c>.
/// </summary>
public static class RobotsTags
{
    private static readonly System.Buffers.SearchValues<byte> Separators = System.Buffers.SearchValues.Create(", ;\t\n\f\r"u8);

    /// <summary>Reads the content of a meta element, UTF-8. Separators other than commas are understood too.</summary>
    public static RobotsDirectives Parse(ReadOnlySpan<byte> content)
    {
        var directives = RobotsDirectives.None;
        while (!content.IsEmpty)
        {
            var end = content.IndexOfAny(Separators);
            directives |= Directive(end < 0 ? content : content[..end]);
            content = end < 0 ? default : content[(end + 1)..];
        }
        return directives;
    }

    /// <summary>
    /// Reads the values of X-Robots-Tag. <c>name:</c> before directives means that they (and those after them in the same value) are for that
    /// crawler alone.
    /// </summary>
    /// <param name="values">The field's lines.</param>
    /// <param name="productToken">Our own name.</param>
    public static RobotsDirectives ParseHeader(IReadOnlyList<string> values, string productToken)
    {
        var directives = RobotsDirectives.None;
        foreach (var value in values)
        {
            var isForUs = true;
            foreach (var range in value.AsSpan().Split(','))
            {
                var item = value.AsSpan(range).Trim();
                var colon = item.IndexOf(':');
                if (colon >= 0 && !HasValue(item[..colon].Trim()))
                {
                    isForUs = item[..colon].Trim().Equals(productToken, StringComparison.OrdinalIgnoreCase);
                    item = item[(colon + 1)..].Trim();
                }
                if (isForUs)
                    directives |= Directive(item);
            }
        }
        return directives;
    }

    // Directives that have a colon themselves.
    private static bool HasValue(ReadOnlySpan<char> name) =>
        name.Equals("unavailable_after", StringComparison.OrdinalIgnoreCase) || name.StartsWith("max-", StringComparison.OrdinalIgnoreCase);

    private static RobotsDirectives Directive(ReadOnlySpan<char> word)
    {
        Span<byte> bytes = stackalloc byte[16];
        return word.Length <= bytes.Length && Ascii.FromUtf16(word, bytes, out var written) == System.Buffers.OperationStatus.Done
            ? Directive(bytes[..written])
            : RobotsDirectives.None;
    }

    private static RobotsDirectives Directive(ReadOnlySpan<byte> word)
    {
        if (Ascii.EqualsIgnoreCase(word, "noindex"u8))
            return RobotsDirectives.NoIndex;
        if (Ascii.EqualsIgnoreCase(word, "nofollow"u8))
            return RobotsDirectives.NoFollow;
        return Ascii.EqualsIgnoreCase(word, "none"u8) ? RobotsDirectives.NoIndex | RobotsDirectives.NoFollow : RobotsDirectives.None;
    }
}
