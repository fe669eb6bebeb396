using System.Text;
using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Actors.Logging;

/// <summary>
/// The log of a crawl: a file that is put aside when it grows too large, so that all of them together stay bounded, and a listener for
/// what people should see at once. Safe to use from several threads. A log that cannot be written never stops the crawl: lines lost are
/// counted, and the first loss goes to the listener.
/// </summary>
public sealed class CrawlLog : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Lock _lock = new();
    private readonly string? _path;
    private readonly LogSettings _settings;
    private readonly TimeProvider _time;
    private readonly Action<LogEntry>? _listener;
    private FileStream? _file;
    private long _lost;

    /// <summary>Opens the log, appending to what is there.</summary>
    /// <param name="path">The file, or null for none; those put aside are called <c>PATH.1</c> (newest), <c>PATH.2</c> and so on.</param>
    /// <param name="settings">Levels, form and sizes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="listener">Called with entries of <see cref="LogSettings.StandardErrorLevel"/> and above.</param>
    public CrawlLog(string? path, LogSettings settings, TimeProvider time, Action<LogEntry>? listener = null)
    {
        _path = path;
        _settings = settings;
        _time = time;
        _listener = listener;
    }

    /// <summary>Lines that could not be written.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Whether entries of a level go anywhere.</summary>
    public bool IsEnabled(LogLevel level) => (_path is not null && level >= _settings.Level) || (_listener is not null && level >= _settings.StandardErrorLevel);

    /// <summary>Logs at <see cref="LogLevel.Debug"/>.</summary>
    public void Debug(string source, string message) => Write(LogLevel.Debug, source, message);

    /// <summary>Logs at <see cref="LogLevel.Info"/>.</summary>
    public void Info(string source, string message) => Write(LogLevel.Info, source, message);

    /// <summary>Logs at <see cref="LogLevel.Warning"/>.</summary>
    public void Warning(string source, string message, Exception? error = null) => Write(LogLevel.Warning, source, message, error);

    /// <summary>Logs at <see cref="LogLevel.Error"/>.</summary>
    public void Error(string source, string message, Exception? error = null) => Write(LogLevel.Error, source, message, error);

    /// <summary>Logs.</summary>
    public void Write(LogLevel level, string source, string message, Exception? error = null)
    {
        if (!IsEnabled(level)) return;
        var entry = new LogEntry(_time.GetUtcNow(), level, source, message, error);
        if (level >= _settings.StandardErrorLevel) _listener?.Invoke(entry);
        if (_path is null || level < _settings.Level) return;
        try
        {
            Append(Utf8.GetBytes(LogLine.Format(entry, _settings.Format) + "\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            if (Interlocked.Increment(ref _lost) == 1)
                _listener?.Invoke(entry with { Level = LogLevel.Warning, Source = "log", Message = $"{_path} cannot be written: {e.Message}", Error = null });
        }
    }

    /// <summary>Closes the file. What is logged afterwards opens it again.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void Append(byte[] line)
    {
        lock (_lock)
        {
            _file ??= Open();
            if (_file.Length > 0 && _file.Length + line.Length > _settings.MaxFileSize) Rotate();
            _file.Write(line);
        }
    }

    // No buffer of its own: every line is with the system once it is logged, so that a killed process has said what it knew.
    private FileStream Open() => new(_path!, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private void Rotate()
    {
        _file?.Dispose();
        _file = null;
        if (_settings.MaxFiles == 1)
        {
            File.Delete(_path!);
        }
        else
        {
            for (var n = _settings.MaxFiles - 1; n > 1; n--)
            {
                if (File.Exists($"{_path}.{n - 1}")) File.Move($"{_path}.{n - 1}", $"{_path}.{n}", overwrite: true);
            }

            File.Move(_path!, $"{_path}.1", overwrite: true);
        }

        _file = Open();
    }
}
