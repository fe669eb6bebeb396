namespace ActorCrawler.Core.Http;

/// <summary>Dates as documents carry them: ISO 8601 as the W3C profiles it, and RFC 822 with its later forms. Without a zone they are UTC.</summary>
public static class InternetDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    /// <summary>Reads either form.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset date) => TryParseW3c(text, out date) || TryParseRfc822(text, out date);

    /// <summary>
    /// <c>2004</c>, <c>2004-12</c>, <c>2004-12-23</c>, <c>2004-12-23T18:00:15+00:00</c>, with or without seconds and fractions (which are
    /// dropped); a space may stand for the T, and the zone may lack its colon or be absent.
    /// </summary>
    public static bool TryParseW3c(ReadOnlySpan<char> text, out DateTimeOffset date)
    {
        date = default;
        text = text.Trim();
        int month = 1, day = 1, seconds = 0, zone = 0;
        if (!TryDigits(ref text, 4, out var year)
            || (TrySkip(ref text, '-') && (!TryDigits(ref text, 2, out month)
                || (TrySkip(ref text, '-') && !TryDigits(ref text, 2, out day)))))
            return false;
        if (!text.IsEmpty)
        {
            text = text[0] is 'T' or 't' ? text[1..] : text.TrimStart();
            if (!TryTime(ref text, out seconds))
                return false;
            if (!text.IsEmpty && text[0] is '.' or ',')
                text = text[1..].TrimStart("0123456789");
            if (!TryZone(text.Trim(), out zone))
                return false;
        }
        return TryMake(year, month, day, seconds, zone, ref date);
    }

    /// <summary><c>Sun, 06 Sep 2009 16:20:00 +0000</c>; the day's name, the seconds and the zone may lack, the year may have two digits, and hyphens may stand between day, month and year.</summary>
    public static bool TryParseRfc822(ReadOnlySpan<char> text, out DateTimeOffset date)
    {
        date = default;
        text = text.Trim();
        var comma = text.IndexOf(',');
        if (comma >= 0)
            text = text[(comma + 1)..].TrimStart();
        else if (!text.IsEmpty && char.IsAsciiLetter(text[0]))
            text = text.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz").TrimStart();
        if (!(TryDigits(ref text, 1, 2, out var day) && TrySeparator(ref text) && TryMonth(ref text, out var month)
            && TrySeparator(ref text) && TryDigits(ref text, 2, 4, out var year)))
            return false;
        if (year < 100)
            year += year < 70 ? 2000 : 1900;
        int seconds = 0, zone = 0;
        text = text.TrimStart();
        return (text.IsEmpty || (TryTime(ref text, out seconds) && TryZone(text.Trim(), out zone)))
            && TryMake(year, month, day, seconds, zone, ref date);
    }

    private static bool TrySeparator(ref ReadOnlySpan<char> text)
    {
        var rest = text.TrimStart(" -");
        var found = rest.Length < text.Length;
        text = rest;
        return found;
    }

    private static bool TryMonth(ref ReadOnlySpan<char> text, out int month)
    {
        var at = text.Length < 3 ? -1 : Months.AsSpan().IndexOf(text[..3], StringComparison.OrdinalIgnoreCase);
        month = (at / 3) + 1;
        if (at < 0 || at % 3 != 0)
            return false;
        text = text[3..].TrimStart("abcdefghijklmnopqrstuvwxyz.");
        return true;
    }

    /// <summary>Hours and minutes, perhaps seconds, as seconds of the day.</summary>
    private static bool TryTime(ref ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        var second = 0;
        if (!(TryDigits(ref text, 1, 2, out var hour) && TrySkip(ref text, ':') && TryDigits(ref text, 2, out var minute)))
            return false;
        if (TrySkip(ref text, ':') && !TryDigits(ref text, 2, out second))
            return false;
        value = (((hour * 60) + minute) * 60) + Math.Min(second, 59);
        return hour < 24 && minute < 60 && second <= 60;
    }

    /// <summary>Seconds east of UTC.</summary>
    private static bool TryZone(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (text.IsEmpty)
            return true;
        if (text[0] is '+' or '-')
        {
            var sign = text[0] == '-' ? -1 : 1;
            text = text[1..];
            if (!TryDigits(ref text, 2, out var hours))
                return false;
            TrySkip(ref text, ':');
            var minutes = 0;
            if (!text.IsEmpty && !TryDigits(ref text, 2, out minutes))
                return false;
            seconds = sign * ((hours * 60) + minutes) * 60;
            return text.IsEmpty && hours < 24 && minutes < 60;
        }
        int? offset = text.ToString().ToUpperInvariant() switch
        {
            "Z" or "GMT" or "UT" or "UTC" => 0,
            "EDT" => -4,
            "EST" or "CDT" => -5,
            "CST" or "MDT" => -6,
            "MST" or "PDT" => -7,
            "PST" => -8,
            _ => null,
        };
        seconds = (offset ?? 0) * 3600;
        return offset is not null;
    }

    private static bool TryDigits(ref ReadOnlySpan<char> text, int count, out int value) => TryDigits(ref text, count, count, out value);

    private static bool TryDigits(ref ReadOnlySpan<char> text, int least, int most, out int value)
    {
        value = 0;
        var count = 0;
        while (count < most && count < text.Length && char.IsAsciiDigit(text[count]))
            value = (value * 10) + (text[count++] - '0');
        text = text[count..];
        return count >= least;
    }

    private static bool TrySkip(ref ReadOnlySpan<char> text, char expected)
    {
        if (text.IsEmpty || text[0] != expected)
            return false;
        text = text[1..];
        return true;
    }

    private static bool TryMake(int year, int month, int day, int seconds, int zone, ref DateTimeOffset date)
    {
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).AddSeconds(seconds);
        if (zone > 0 && local.Ticks < zone * TimeSpan.TicksPerSecond)
            return false;
        date = new DateTimeOffset(local.AddSeconds(-zone), TimeSpan.Zero);
        return true;
    }
}
