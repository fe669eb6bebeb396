namespace ActorCrawler.Core.Html;

/// <summary>
/// A declarative refresh (HTML standard, "shared declarative refresh steps"), of <c>meta http-equiv=refresh</c> or the Refresh header.
/// </summary>
/// <param name="Seconds">The wait; <see cref="int.MaxValue"/> stands for all that is longer.</param>
/// <param name="UrlStart">Where the URL starts in the input; -1 when there is none and the page itself is meant.</param>
/// <param name="UrlLength">Its length in bytes.</param>
internal readonly record struct MetaRefresh(int Seconds, int UrlStart, int UrlLength)
{
    /// <summary>Reads the attribute's value; false when it declares no refresh.</summary>
    public static bool TryParse(ReadOnlySpan<byte> input, out MetaRefresh refresh)
    {
        refresh = default;
        var p = SkipSpace(input, 0);
        var start = p;
        var seconds = 0L;
        for (; p < input.Length && char.IsAsciiDigit((char)input[p]); p++)
            seconds = Math.Min((seconds * 10) + (input[p] - '0'), int.MaxValue);
        if (p == start && !(p < input.Length && input[p] == '.'))
            return false;
        while (p < input.Length && (char.IsAsciiDigit((char)input[p]) || input[p] == '.'))
            p++;
        refresh = new MetaRefresh((int)seconds, -1, 0);
        if (p == input.Length)
            return true;
        if (!HtmlBytes.IsSpace(input[p]) && input[p] is not ((byte)';' or (byte)','))
            return false;
        p = SkipSpace(input, p);
        if (p < input.Length && input[p] is (byte)';' or (byte)',')
            p = SkipSpace(input, p + 1);
        if (p == input.Length)
            return true;
        var (urlStart, urlEnd) = ParseUrl(input, p);
        refresh = new MetaRefresh((int)seconds, urlStart, urlEnd - urlStart);
        return true;
    }

    // An optional "url =", then a URL, quoted or not. When "url" turns out to be none of that, it is the URL's beginning.
    private static (int Start, int End) ParseUrl(ReadOnlySpan<byte> input, int start)
    {
        var p = start;
        if (input.Length - p >= 3 && System.Text.Ascii.EqualsIgnoreCase(input.Slice(p, 3), "url"u8))
        {
            p = SkipSpace(input, p + 3);
            if (p == input.Length || input[p] != '=')
                return (start, input.Length);
            start = p = SkipSpace(input, p + 1);
        }
        if (p == input.Length || input[p] is not ((byte)'"' or (byte)'\''))
            return (start, input.Length);
        var end = input[(p + 1)..].IndexOf(input[p]);
        return (p + 1, end < 0 ? input.Length : p + 1 + end);
    }

    private static int SkipSpace(ReadOnlySpan<byte> input, int p)
    {
        while (p < input.Length && HtmlBytes.IsSpace(input[p]))
            p++;
        return p;
    }
}
