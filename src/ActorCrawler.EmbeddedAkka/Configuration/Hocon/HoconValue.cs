using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>One value: a string (numbers, booleans, durations and null are strings until they are asked for), a list or an object.</summary>
public sealed class HoconValue
{
    private readonly string? _text;
    private readonly HoconObject? _object;
    private readonly List<HoconValue>? _list;

    internal HoconValue(string text) => _text = text;

    internal HoconValue(HoconObject value) => _object = value;

    internal HoconValue(List<HoconValue> list) => _list = list;

    /// <summary>The characters of a string, also when they are <c>null</c>.</summary>
    internal string? Text => _text;

    /// <summary>True for an object without keys.</summary>
    public bool IsEmpty => _object is { Items.Count: 0 };

    /// <summary>True for anything but lists and objects.</summary>
    public bool IsString() => _text is not null;

    /// <summary>True for a list that is not empty.</summary>
    public bool IsArray() => _list is { Count: > 0 };

    /// <summary>True for an object.</summary>
    public bool IsObject() => _object is not null;

    /// <summary>The object, or null.</summary>
    public HoconObject? GetObject() => _object;

    /// <summary>The value of one key, or null when this is no object or has no such key.</summary>
    public HoconValue? GetChildObject(string key) => _object?.GetKey(key);

    /// <summary>The elements of a list; none when this is no list.</summary>
    public IList<HoconValue> GetArray() => _list ?? [];

    /// <summary>The string, without blanks at its ends; null for <c>null</c>, lists and objects.</summary>
    public string? GetString() => _text == "null" ? null : _text;

    /// <summary>on, off, true or false.</summary>
    /// <exception cref="NotSupportedException">It is none of these.</exception>
    public bool GetBoolean() => GetString() switch
    {
        "on" or "true" => true,
        "off" or "false" => false,
        var other => throw new NotSupportedException($"Unknown boolean format: {other}"),
    };

    /// <summary>A 32-bit integer.</summary>
    public int GetInt() => int.Parse(GetString()!, NumberFormatInfo.InvariantInfo);

    /// <summary>A 64-bit integer.</summary>
    public long GetLong() => long.Parse(GetString()!, NumberFormatInfo.InvariantInfo);

    /// <summary>A floating-point number.</summary>
    public double GetDouble() => double.Parse(GetString()!, NumberFormatInfo.InvariantInfo);

    /// <summary>The elements of a list as strings; none when this is no list.</summary>
    public IList<string> GetStringList() => [.. GetArray().Select(v => v.GetString()!)];

    /// <summary>The elements of a list as integers; none when this is no list.</summary>
    public IList<int> GetIntList() => [.. GetArray().Select(v => v.GetInt())];

    /// <summary>A duration: a number that is not negative and a unit (ns, us, ms, s, m, h, d and their long names), or milliseconds without one.</summary>
    /// <param name="allowInfinite">Whether <c>infinite</c> is read as <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <exception cref="FormatException">It is no duration.</exception>
    public TimeSpan GetTimeSpan(bool allowInfinite = true)
    {
        var text = GetString() ?? throw new FormatException("A duration is expected, not null, a list or an object.");
        if (allowInfinite && text.Equals("infinite", StringComparison.OrdinalIgnoreCase))
            return Timeout.InfiniteTimeSpan;
        var unitAt = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        if (char.IsAsciiDigit(text.FirstOrDefault()) && TicksOf(text.AsSpan(unitAt).TrimStart()) is { } ticks)
            return TimeSpan.FromTicks(checked((long)Math.Round(ticks * double.Parse(text.AsSpan(0, unitAt), NumberStyles.AllowDecimalPoint, NumberFormatInfo.InvariantInfo))));
        var milliseconds = double.Parse(text, NumberFormatInfo.InvariantInfo);
        return milliseconds < 0 ? throw new FormatException($"Expected a positive value instead of {text}") : TimeSpan.FromMilliseconds(milliseconds);
    }

    /// <summary>A number of bytes: an integer and a unit. K, k, Ki and KiB are 1,024, kB is 1,000, and so on up to E.</summary>
    /// <returns>Null for <c>null</c>, lists and objects.</returns>
    /// <exception cref="FormatException">It is no such number.</exception>
    /// <exception cref="OverflowException">It is more than a long holds.</exception>
    public long? GetByteSize()
    {
        if (GetString() is not { Length: > 0 } text)
            return null;
        var unitAt = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        var unit = text[unitAt..].Trim();
        var factor = unitAt == 0 || unit.Length == 0 ? 1 : Factor(unit);
        return checked(factor * long.Parse(unitAt == 0 ? text : text[..unitAt], NumberFormatInfo.InvariantInfo));
    }

    /// <summary>HOCON that is read back as the same value.</summary>
    public override string ToString() => ToString(0);

    internal string ToString(int indent) => this switch
    {
        { _text: { } text } => text.Length == 0 ? "\"\"" : HoconPath.QuoteValue(text),
        { _list: { } list } => $"[{string.Join(",", list.Select(v => v.ToString(indent + 1)))}]",
        _ when indent == 0 => _object!.ToString(1),
        _ => $"{{\r\n{_object!.ToString(indent + 1)}{new string(' ', indent * 2)}}}",
    };

    /// <summary>The ticks (of 100 ns) of a unit of time; null for what is none.</summary>
    private static double? TicksOf(ReadOnlySpan<char> unit) => unit switch
    {
        "nanoseconds" or "nanosecond" or "nanos" or "nano" or "ns" => 0.01,
        "microseconds" or "microsecond" or "micros" or "micro" or "us" => TimeSpan.TicksPerMicrosecond,
        "milliseconds" or "millisecond" or "millis" or "milli" or "ms" => TimeSpan.TicksPerMillisecond,
        "seconds" or "second" or "s" => TimeSpan.TicksPerSecond,
        "minutes" or "minute" or "m" => TimeSpan.TicksPerMinute,
        "hours" or "hour" or "h" => TimeSpan.TicksPerHour,
        "days" or "day" or "d" => TimeSpan.TicksPerDay,
        _ => null,
    };

    private static long Factor(string unit)
    {
        if (unit is "b" or "B" or "byte" or "bytes")
            return 1;
        var power = "kmgtpe".IndexOf(char.ToLowerInvariant(unit[0]), StringComparison.Ordinal) + 1;
        string[] binary = ["", "kibibyte", "mebibyte", "gibibyte", "tebibyte", "pebibyte", "exbibyte"];
        string[] thousand = ["", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte", "exabyte"];
        string[] symbol = ["", "kB", "MB", "GB", "TB", "PB", "EB"];
        var upper = char.ToUpperInvariant(unit[0]);
        if (power > 0 && (unit.Length == 1 || unit == upper + "i" || unit == upper + "iB" || unit == binary[power] || unit == binary[power] + "s"))
            return 1L << (10 * power);
        if (power > 0 && (unit == symbol[power] || unit == thousand[power] || unit == thousand[power] + "s"))
            return (long)Math.Pow(1000, power);
        throw new FormatException($"{unit} is not a valid byte size suffix");
    }
}
