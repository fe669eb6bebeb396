using System.Buffers;

namespace ActorCrawler.Core.Http;

/// <summary>The forgiving dates of the Expires attribute (RFC 6265 section 5.1.1).</summary>
public static class CookieDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    private static readonly SearchValues<char> Delimiters = SearchValues.Create("\t !\"#$%&'()*+,-./;<=>?@[\\]^_`{|}~");

    /// <summary>Reads a date: time, day, month and year are looked for among the words, in any order.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset date)
    {
        date = default;
        int time = -1, day = -1, month = -1, year = -1;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(Delimiters);
            var word = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (word.IsEmpty)
                continue;
            if (time < 0 && TryTime(word, out var seconds))
                time = seconds;
            else if (day < 0 && TryNumber(word, 1, 2, out var number))
                day = number;
            else if (month < 0 && TryMonth(word, out number))
                month = number;
            else if (year < 0 && TryNumber(word, 2, 4, out number))
                year = number;
        }
        year += year switch { >= 70 and <= 99 => 1900, >= 0 and <= 69 => 2000, _ => 0 };
        const int Overflow = int.MaxValue;
        if (time is < 0 or Overflow || month < 0 || year < 1601 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).AddSeconds(time);
        return true;
    }

    /// <summary>Three numbers of one or two digits; what follows the last one does not matter. A time that cannot be is int.MaxValue.</summary>
    private static bool TryTime(ReadOnlySpan<char> word, out int seconds)
    {
        seconds = 0;
        var first = word.IndexOf(':');
        var second = first < 0 ? -1 : word[(first + 1)..].IndexOf(':');
        if (second < 0
            || !TryWhole(word[..first], out var hour) || !TryWhole(word.Slice(first + 1, second), out var minute)
            || !TryNumber(word[(first + second + 2)..], 1, 2, out var last))
            return false;
        seconds = hour > 23 || minute > 59 || last > 59 ? int.MaxValue : (((hour * 60) + minute) * 60) + last;
        return true;
    }

    private static bool TryWhole(ReadOnlySpan<char> text, out int value) =>
        TryNumber(text, 1, 2, out value) && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>So many digits at the start, with no digit behind them.</summary>
    private static bool TryNumber(ReadOnlySpan<char> word, int least, int most, out int value)
    {
        value = 0;
        var count = 0;
        while (count < word.Length && char.IsAsciiDigit(word[count]))
        {
            if (count == most)
                return false;
            value = (value * 10) + (word[count++] - '0');
        }
        return count >= least;
    }

    private static bool TryMonth(ReadOnlySpan<char> word, out int month)
    {
        month = 0;
        if (word.Length < 3)
            return false;
        var at = Months.AsSpan().IndexOf(word[..3], StringComparison.OrdinalIgnoreCase);
        month = (at / 3) + 1;
        return at >= 0 && at % 3 == 0;
    }
}
