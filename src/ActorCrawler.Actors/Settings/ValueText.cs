using System.Globalization;

namespace ActorCrawler.Actors.Settings;

/// <summary>Reads single values from text and writes them back, one grammar for files, environment and flags.</summary>
internal static class ValueText
{
    /// <summary>What stands for "no limit" or "not used".</summary>
    public const string Off = "off";

    /// <summary>What stands for "worked out from other settings".</summary>
    public const string Auto = "auto";

    private static readonly (string Unit, double Ticks)[] DurationUnits =
    [
        ("us", 10), ("microseconds", 10), ("ms", 1e4), ("milliseconds", 1e4), ("millis", 1e4), ("s", 1e7), ("seconds", 1e7), ("second", 1e7),
        ("m", 60e7), ("min", 60e7), ("minutes", 60e7), ("minute", 60e7), ("h", 3600e7), ("hours", 3600e7), ("hour", 3600e7),
        ("d", 86400e7), ("days", 86400e7), ("day", 86400e7),
    ];

    // As in HOCON: one letter is a power of 1,024.
    private static readonly (string Unit, double Bytes)[] SizeUnits =
    [
        ("B", 1), ("b", 1), ("bytes", 1), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12),
        ("K", 1L << 10), ("k", 1L << 10), ("KiB", 1L << 10), ("M", 1L << 20), ("m", 1L << 20), ("MiB", 1L << 20),
        ("G", 1L << 30), ("g", 1L << 30), ("GiB", 1L << 30), ("T", 1L << 40), ("t", 1L << 40), ("TiB", 1L << 40),
    ];

    /// <summary>A duration; a bare number is only read, as seconds, when <paramref name="bareSeconds"/> is set.</summary>
    public static bool TryDuration(string text, bool bareSeconds, out TimeSpan value)
    {
        value = default;
        if (!TrySplit(text, out var number, out var unit)) return false;
        if (unit.Length == 0) unit = bareSeconds ? "s" : "?";
        var factor = DurationUnits.FirstOrDefault(u => u.Unit == unit).Ticks;
        if (factor == 0 || number * factor >= TimeSpan.MaxValue.Ticks) return false;
        value = new TimeSpan((long)Math.Round(number * factor));
        return true;
    }

    /// <summary>A number of bytes; a bare number is bytes.</summary>
    public static bool TrySize(string text, out long value)
    {
        value = 0;
        if (!TrySplit(text, out var number, out var unit)) return false;
        var factor = unit.Length == 0 ? 1 : SizeUnits.FirstOrDefault(u => u.Unit == unit).Bytes;
        if (factor == 0 || number * factor >= long.MaxValue) return false;
        value = (long)Math.Round(number * factor);
        return true;
    }

    /// <summary>A whole number, sign allowed.</summary>
    public static bool TryCount(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>A number with or without decimals.</summary>
    public static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    /// <summary>on, off, and HOCON's other names for them.</summary>
    public static bool TrySwitch(string text, out bool value)
    {
        value = text is "on" or "true" or "yes";
        return value || text is "off" or "false" or "no";
    }

    /// <summary>The duration in the largest unit that it is a whole number of.</summary>
    public static string Of(TimeSpan value) => value.Ticks switch
    {
        0 => "0 s",
        var t when t % TimeSpan.TicksPerDay == 0 => Text(t / TimeSpan.TicksPerDay, "d"),
        var t when t % TimeSpan.TicksPerHour == 0 => Text(t / TimeSpan.TicksPerHour, "h"),
        var t when t % TimeSpan.TicksPerMinute == 0 => Text(t / TimeSpan.TicksPerMinute, "m"),
        var t when t % TimeSpan.TicksPerSecond == 0 => Text(t / TimeSpan.TicksPerSecond, "s"),
        var t when t % TimeSpan.TicksPerMillisecond == 0 => Text(t / TimeSpan.TicksPerMillisecond, "ms"),
        var t => string.Create(CultureInfo.InvariantCulture, $"{t / 10.0} us"),
    };

    /// <summary>The size in the largest binary unit that it is a whole number of.</summary>
    public static string OfSize(long value) => value switch
    {
        0 => "0 B",
        _ when value % (1L << 30) == 0 => Text(value >> 30, "GiB"),
        _ when value % (1L << 20) == 0 => Text(value >> 20, "MiB"),
        _ when value % (1L << 10) == 0 => Text(value >> 10, "KiB"),
        _ => Text(value, "B"),
    };

    private static string Text(long number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");

    private static bool TrySplit(string text, out double number, out string unit)
    {
        var end = text.AsSpan().IndexOfAnyExcept("0123456789.");
        if (end < 0) end = text.Length;
        unit = text[end..].Trim();
        return double.TryParse(text.AsSpan(0, end), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
