using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ActorCrawler.Core.Robots;

/// <summary>The group fields that RFC 9309 does not know: Crawl-delay, Request-rate, Visit-time. A value that cannot be read is as good as absent.</summary>
internal static class RobotsFields
{
    /// <summary>Delays are clamped to this, so that sums of times never overflow; far above any limit that a crawl sets.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public static void Set(RobotsRuleList group, RobotsLineKind kind, ReadOnlySpan<byte> value)
    {
        switch (kind)
        {
            case RobotsLineKind.CrawlDelay:
                if (CrawlDelay(value) is { } delay && !(group.CrawlDelay >= delay))
                    group.CrawlDelay = delay;
                break;
            case RobotsLineKind.RequestRate:
                if (RequestRate(value) is { } rate && !(group.RequestRate?.Delay >= rate.Delay))
                    group.RequestRate = rate;
                break;
            case RobotsLineKind.VisitTime:
                group.VisitTime ??= VisitTime(value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a field of a group.");
        }
    }

    /// <summary>Seconds, with or without a fraction.</summary>
    private static TimeSpan? CrawlDelay(ReadOnlySpan<byte> value)
    {
        // Names of numbers (NaN, Infinity) parse, too.
        if (value.ContainsAnyExcept("0123456789."u8) || !double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return null;
        return seconds >= Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds(seconds);
    }

    /// <summary><c>1/10s</c>, <c>30/1m</c>, <c>1/5</c>, each perhaps followed by hours.</summary>
    private static RequestRate? RequestRate(ReadOnlySpan<byte> value)
    {
        var slash = value.IndexOf((byte)'/');
        if (slash < 0
            || !int.TryParse(RobotsLine.Trim(value[..slash]), NumberStyles.None, CultureInfo.InvariantCulture, out var requests) || requests == 0)
            return null;
        var rest = RobotsLine.Trim(value[(slash + 1)..]);
        if (!Utf8Parser.TryParse(rest, out uint amount, out var consumed) || amount == 0)
            return null;
        rest = rest[consumed..];
        var unit = 1;
        if (!rest.IsEmpty && char.IsAsciiLetter((char)rest[0]))
        {
            unit = (rest[0] | 0x20) switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
            rest = rest[1..];
        }
        if (unit == 0 || (!rest.IsEmpty && rest[0] is not ((byte)' ' or (byte)'\t')))
            return null;
        var seconds = Math.Min((double)amount * unit, Longest.TotalSeconds);
        return new RequestRate(requests, TimeSpan.FromSeconds(seconds), VisitTime(RobotsLine.Trim(rest)));
    }

    /// <summary>Two times of day, <c>0600-0845</c> or <c>0200 0630</c>.</summary>
    private static VisitTime? VisitTime(ReadOnlySpan<byte> value)
    {
        var separator = value.IndexOfAny("- \t"u8);
        return separator >= 0 && TimeOfDay(RobotsLine.Trim(value[..separator])) is { } start
            && TimeOfDay(value[separator..].Trim("- \t"u8)) is { } end ? new VisitTime(start, end) : null;
    }

    private static TimeOnly? TimeOfDay(ReadOnlySpan<byte> value)
    {
        Span<char> text = stackalloc char[5];
        return value.Length is 4 or 5 && Encoding.UTF8.GetCharCount(value) == value.Length
            && Encoding.UTF8.GetChars(value, text) is var length
            && TimeOnly.TryParseExact(text[..length], length == 4 ? "HHmm" : "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;
    }
}
