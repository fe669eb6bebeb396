using System.Globalization;

namespace ActorCrawler.Actors;

/// <summary>Numbers as people read them.</summary>
public static class Text
{
    private static readonly string[] SizeUnits = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary><c>12,345</c>.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 page</c>, <c>12,345 pages</c>.</summary>
    public static string Count(long value, string thing) => value == 1 ? $"1 {thing}" : $"{Count(value)} {thing}s";

    /// <summary>As the shorter form, for things whose plural is not regular.</summary>
    public static string Count(long value, string one, string many) => $"{Count(value)} {(value == 1 ? one : many)}";

    /// <summary><c>0:07</c>, <c>12:34</c>, <c>1:02:03</c>.</summary>
    public static string Time(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");

    /// <summary><c>1.2 MB</c>, in powers of 1,000.</summary>
    public static string Size(long bytes)
    {
        double value = bytes;
        var unit = 0;
        for (; value >= 999.5 && unit < SizeUnits.Length - 1; unit++) value /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 || value >= 99.95 ? Math.Round(value) : Math.Round(value, 1))} {SizeUnits[unit]}");
    }

    /// <summary><c>28.3/s</c>.</summary>
    public static string Rate(double perSecond) => string.Create(
        CultureInfo.InvariantCulture, $"{(perSecond >= 99.95 ? perSecond.ToString("N0", CultureInfo.InvariantCulture) : perSecond.ToString("0.0", CultureInfo.InvariantCulture))}/s");

    /// <summary>A text from elsewhere on one line, with what could steer a terminal written as <c>\u001b</c>.</summary>
    public static string Printable(string text) =>
        text.Any(IsHidden) ? string.Concat(text.Select(c => IsHidden(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString())) : text;

    private static bool IsHidden(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
