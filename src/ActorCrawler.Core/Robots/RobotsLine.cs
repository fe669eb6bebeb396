using System.Text;

namespace ActorCrawler.Core.Robots;

/// <summary>Takes a line of robots.txt apart.</summary>
internal static class RobotsLine
{
    /// <summary>Splits key and value at the first colon. Where there is none, white space serves, if the line has exactly two words.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        var separator = line.IndexOf((byte)':');
        if (separator < 0)
        {
            separator = line.IndexOfAny(" \t"u8);
            if (separator >= 0 && line[separator..].Trim(" \t"u8).ContainsAny(" \t"u8))
                separator = -1;
        }
        if (separator < 0)
        {
            key = value = default;
            return false;
        }
        key = Trim(line[..separator]);
        value = Trim(line[(separator + 1)..]);
        return !key.IsEmpty;
    }

    /// <summary>The meaning of a key, without regard to case; REP keys by their start and with the misspellings that Google forgives.</summary>
    public static RobotsLineKind KindOf(ReadOnlySpan<byte> key)
    {
        if (StartsWith(key, "user-agent"u8) || StartsWith(key, "useragent"u8) || StartsWith(key, "user agent"u8))
            return RobotsLineKind.UserAgent;
        if (StartsWith(key, "allow"u8))
            return RobotsLineKind.Allow;
        if (StartsWith(key, "disallow"u8) || StartsWith(key, "dissallow"u8) || StartsWith(key, "dissalow"u8)
            || StartsWith(key, "disalow"u8) || StartsWith(key, "diasllow"u8) || StartsWith(key, "disallaw"u8))
            return RobotsLineKind.Disallow;
        if (StartsWith(key, "sitemap"u8) || StartsWith(key, "site-map"u8))
            return RobotsLineKind.Sitemap;
        if (Ascii.EqualsIgnoreCase(key, "crawl-delay"u8))
            return RobotsLineKind.CrawlDelay;
        if (Ascii.EqualsIgnoreCase(key, "request-rate"u8))
            return RobotsLineKind.RequestRate;
        if (Ascii.EqualsIgnoreCase(key, "visit-time"u8))
            return RobotsLineKind.VisitTime;
        return Ascii.EqualsIgnoreCase(key, "host"u8) ? RobotsLineKind.Host : RobotsLineKind.Unknown;
    }

    public static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n\v\f"u8);
}
