using System.Globalization;

namespace ActorCrawler.Core.Http;

/// <summary>
/// Dates in HTTP fields (RFC 9110 section 5.6.7): the three forms that must be read, and what lenient readers take too (any case, wrong day
/// names, days of one digit). Anything else is no date.
/// </summary>
public static class HttpDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    private static readonly string[] DayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Reads a date.</summary>
    /// <param name="text">The field value; white space around it is ignored.</param>
    /// <param name="now">
    /// The present, to tell the century of a two-digit year: one that seems more than 50 years ahead is the most recent past year with those digits.
    /// </param>
    /// <param name="date">The date in UTC. A leap second (60) is read as the second before it.</param>
    public static bool TryParse(ReadOnlySpan<char> text, DateTimeOffset now, out DateTimeOffset date)
    {
        date = default;
        text = text.Trim(" \t");
        var comma = text.IndexOf(',');
        if (comma < 0)
            return TryParseAscTime(text, ref date);
        if (!IsDayName(text[..comma]))
            return false;
        var rest = text[(comma + 1)..].TrimStart(' ');
        return rest.Contains('-') ? TryParseRfc850(rest, now, ref date) : TryParseFixdate(rest, ref date);
    }

    /// <summary>The one form that is to be sent: <c>Sun, 06 Nov 1994 08:49:37 GMT</c>.</summary>
    public static string Format(DateTimeOffset date) => date.ToString("R", CultureInfo.InvariantCulture);

    private static bool TryParseFixdate(ReadOnlySpan<char> text, ref DateTimeOffset date) =>
        TryDigits(ref text, 1, 2, out var day) && TryChar(ref text, ' ')
        && TryMonth(ref text, out var month) && TryChar(ref text, ' ')
        && TryDigits(ref text, 4, 4, out var year) && TryChar(ref text, ' ')
        && TryTime(ref text, out var time) && IsGmt(text)
        && TryMake(year, month, day, time, ref date);

    private static bool TryParseRfc850(ReadOnlySpan<char> text, DateTimeOffset now, ref DateTimeOffset date)
    {
        if (!(TryDigits(ref text, 1, 2, out var day) && TryChar(ref text, '-')
            && TryMonth(ref text, out var month) && TryChar(ref text, '-')))
            return false;
        var fourDigits = text.Length > 4 && char.IsAsciiDigit(text[2]);
        if (!(TryDigits(ref text, fourDigits ? 4 : 2, fourDigits ? 4 : 2, out var year) && TryChar(ref text, ' ')
            && TryTime(ref text, out var time) && IsGmt(text)))
            return false;
        if (fourDigits)
            return TryMake(year, month, day, time, ref date);
        year += now.Year - (now.Year % 100);
        return TryMake(year, month, day, time, ref date)
            && (date <= now.AddYears(50) || TryMake(year - 100, month, day, time, ref date));
    }

    private static bool TryParseAscTime(ReadOnlySpan<char> text, ref DateTimeOffset date)
    {
        var space = text.IndexOf(' ');
        if (space != 3 || !IsDayName(text[..space]))
            return false;
        text = text[(space + 1)..];
        if (!(TryMonth(ref text, out var month) && TryChar(ref text, ' ')))
            return false;
        text = text.TrimStart(' ');
        return TryDigits(ref text, 1, 2, out var day) && TryChar(ref text, ' ')
            && TryTime(ref text, out var time) && TryChar(ref text, ' ')
            && TryDigits(ref text, 4, 4, out var year) && text.IsEmpty
            && TryMake(year, month, day, time, ref date);
    }

    private static bool IsDayName(ReadOnlySpan<char> text)
    {
        foreach (var name in DayNames)
        {
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase) || text.Equals(name.AsSpan(0, 3), StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static bool IsGmt(ReadOnlySpan<char> text) =>
        text.Equals(" GMT", StringComparison.OrdinalIgnoreCase) || text.Equals(" UTC", StringComparison.OrdinalIgnoreCase);

    private static bool TryMonth(ref ReadOnlySpan<char> text, out int month)
    {
        month = 0;
        if (text.Length < 3)
            return false;
        var at = Months.AsSpan().IndexOf(text[..3], StringComparison.OrdinalIgnoreCase);
        text = text[3..];
        month = (at / 3) + 1;
        return at >= 0 && at % 3 == 0;
    }

    /// <summary>Hours, minutes and seconds of two digits each, as seconds of the day.</summary>
    private static bool TryTime(ref ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (!(TryDigits(ref text, 2, 2, out var hour) && TryChar(ref text, ':')
            && TryDigits(ref text, 2, 2, out var minute) && TryChar(ref text, ':')
            && TryDigits(ref text, 2, 2, out var second)))
            return false;
        seconds = (((hour * 60) + minute) * 60) + Math.Min(second, 59);
        return hour < 24 && minute < 60 && second <= 60;
    }

    private static bool TryDigits(ref ReadOnlySpan<char> text, int least, int most, out int value)
    {
        value = 0;
        var count = 0;
        while (count < most && count < text.Length && char.IsAsciiDigit(text[count]))
            value = (value * 10) + (text[count++] - '0');
        text = text[count..];
        return count >= least;
    }

    private static bool TryChar(ref ReadOnlySpan<char> text, char expected)
    {
        if (text.IsEmpty || text[0] != expected)
            return false;
        text = text[1..];
        return true;
    }

    private static bool TryMake(int year, int month, int day, int seconds, ref DateTimeOffset date)
    {
        if (year is < 1 or > 9999 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds);
        return true;
    }
}
