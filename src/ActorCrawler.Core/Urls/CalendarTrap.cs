using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// Recognises pages of calendars by the dates in their URLs. A date alone is no calendar: archives have dates too. Ahead of today it counts
/// when the parameter or the path says that it is one; back in time only when the path does.
/// </summary>
internal static class CalendarTrap
{
    private static readonly ImmutableArray<byte[]> PathWords = Bytes(
        "calendar", "calendars", "kalender", "calendrier", "calendario", "agenda", "event", "events", "veranstaltungen", "termine",
        "schedule", "availability", "booking");

    private static readonly ImmutableArray<byte[]> DateNames = Bytes(
        "date", "day", "week", "month", "year", "from", "start", "start_date", "startdate", "event_date", "eventdate", "tribe-bar-date",
        "cal", "calendar", "jahr", "monat", "annee", "mois");

    private static readonly ImmutableArray<byte[]> YearNames = Bytes("year", "yr", "jahr", "annee", "anno", "cal_year");

    /// <summary>Months since the year 0.</summary>
    public static int MonthOf(DateOnly date) => date.Year * 12 + date.Month - 1;

    /// <summary>Whether the URL is a calendar's page before the first or behind the last month; null stands for no bound.</summary>
    public static bool IsBeyond(ReadOnlySpan<byte> path, ReadOnlySpan<byte> query, int? first, int? last)
    {
        var hasPathDate = HasYear(path) && PathMonth(path[1..]) is { } month && (month < first || month > last);
        if (!hasPathDate && !HasYear(query))
            return false;
        var isCalendar = HasWord(path);
        if (hasPathDate && isCalendar)
            return true;
        while (!query.IsEmpty)
        {
            var end = query.IndexOf((byte)'&');
            var parameter = end < 0 ? query : query[..end];
            query = end < 0 ? [] : query[(end + 1)..];
            var equals = parameter.IndexOf((byte)'=');
            if (equals <= 0)
                continue;
            var name = parameter[..equals];
            var value = parameter[(equals + 1)..];
            if ((isCalendar || Contains(DateNames, name)) && ValueMonth(name, value) is { } said
                && (said > last || (isCalendar && said < first)))
                return true;
        }
        return false;
    }

    /// <summary>Whether there are four digits in a row: a quick look that lets most URLs through.</summary>
    private static bool HasYear(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAnyInRange((byte)'0', (byte)'9') is >= 0 and var start)
        {
            text = text[start..];
            var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            length = length < 0 ? text.Length : length;
            if (length >= 4)
                return true;
            text = text[length..];
        }
        return false;
    }

    private static bool HasWord(ReadOnlySpan<byte> path)
    {
        foreach (var range in path.SplitAny("/-_."u8))
        {
            if (Contains(PathWords, path[range]))
                return true;
        }
        return false;
    }

    /// <summary>The month in /2031/05/, /2031-05-01 or /20310501; a year alone could as well be a number.</summary>
    private static int? PathMonth(ReadOnlySpan<byte> path)
    {
        ReadOnlySpan<byte> before = [];
        foreach (var range in path.Split((byte)'/'))
        {
            var segment = path[range];
            if (FullMonth(segment) is { } month)
                return month;
            if (before.Length == 4 && segment.Length is 1 or 2 && Month(before, segment) is { } split)
                return split;
            before = segment;
        }
        return null;
    }

    private static int? ValueMonth(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (FullMonth(value) is { } month)
            return month;
        return value.Length == 4 && Contains(YearNames, name) ? Month(value, "6"u8) : null;
    }

    /// <summary>YYYY-MM with anything that is no digit behind it, or YYYYMMDD.</summary>
    private static int? FullMonth(ReadOnlySpan<byte> text)
    {
        if (text.Length == 8 && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
            return Number(text[6..]) is >= 1 and <= 31 ? Month(text[..4], text[4..6]) : null;
        if (text.Length < 6 || text[4] != '-')
            return null;
        var rest = text[5..];
        var length = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length = length < 0 ? rest.Length : length;
        return length is 1 or 2 ? Month(text[..4], rest[..length]) : null;
    }

    private static int? Month(ReadOnlySpan<byte> year, ReadOnlySpan<byte> month) =>
        Number(year) is >= 1000 and <= 2999 and var y && Number(month) is >= 1 and <= 12 and var m ? y * 12 + m - 1 : null;

    private static int? Number(ReadOnlySpan<byte> digits) =>
        digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && Utf8Parser.TryParse(digits, out int value, out _) ? value : null;

    private static bool Contains(ImmutableArray<byte[]> words, ReadOnlySpan<byte> word)
    {
        foreach (var candidate in words)
        {
            if (Ascii.EqualsIgnoreCase(candidate, word))
                return true;
        }
        return false;
    }

    private static ImmutableArray<byte[]> Bytes(params string[] words) => [.. words.Select(Encoding.ASCII.GetBytes)];
}
