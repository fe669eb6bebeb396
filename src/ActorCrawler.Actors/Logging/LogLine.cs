using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ActorCrawler.Actors.Logging;

/// <summary>Writes entries as lines. An entry is one line whatever it holds, so that a page's content cannot forge others.</summary>
public static class LogLine
{
    /// <summary>The longest message that is written; the rest is cut, and said to be.</summary>
    private const int MaxMessage = 8_000;

    /// <summary>The line, without its end.</summary>
    public static string Format(LogEntry entry, LogFormat format) => format == LogFormat.Json ? Json(entry) : Text(entry);

    private static string Text(LogEntry entry)
    {
        var line = new StringBuilder();
        line.Append(Time(entry)).Append(' ').Append(Name(entry.Level).ToUpperInvariant().PadRight(7)).Append(' ');
        if (entry.Source.Length > 0) line.Append(entry.Source).Append(": ");
        AppendOnOneLine(line, Cut(entry.Message));
        if (entry.Error is { } error) AppendOnOneLine(line.Append(" | "), Cut(error.ToString()));
        return line.ToString();
    }

    private static string Json(LogEntry entry)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", Time(entry));
            json.WriteString("level", Name(entry.Level));
            if (entry.Source.Length > 0) json.WriteString("source", entry.Source);
            json.WriteString("message", Cut(entry.Message));
            if (entry.Error is { } error) json.WriteString("error", Cut(error.ToString()));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Time(LogEntry entry) => entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Debug => "debug",
        LogLevel.Info => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "No such level."),
    };

    private static string Cut(string text) => text.Length <= MaxMessage ? text : string.Concat(text.AsSpan(0, MaxMessage), " [cut]");

    private static void AppendOnOneLine(StringBuilder line, string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => line.Append("\\n"),
                '\r' => line,
                _ when char.IsControl(c) => line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => line.Append(c),
            };
        }
    }
}
