using System.Text.Json;
using ActorCrawler.Actors.Logging;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Tests.Settings;

namespace ActorCrawler.Actors.Tests.Logging;

public sealed class CrawlLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "crawl.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Log_writes_entries_of_its_level_and_tells_the_listener_those_of_its_own()
    {
        var heard = new List<string>();
        using (var log = new CrawlLog(Path, Settings(), new FixedTime(), e => heard.Add(e.Message)))
        {
            log.Debug("test", "one");
            log.Info("test", "two");
            log.Warning("", "three");
        }

        Assert.Equal(["2026-11-22T10:00:00.000Z INFO    test: two", "2026-11-22T10:00:00.000Z WARNING three"], File.ReadAllLines(Path));
        Assert.Equal(["three"], heard);
    }

    [Fact]
    public void Entry_is_one_line_whatever_it_holds()
    {
        using (var log = new CrawlLog(Path, Settings(), new FixedTime()))
            log.Error("test", "a\r\nb\u001b[31m\0", new InvalidOperationException("x\ny"));
        var line = Assert.Single(File.ReadAllLines(Path));
        Assert.EndsWith("test: a\\nb\\u001b[31m\\u0000 | System.InvalidOperationException: x\\ny", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_entry_is_an_object()
    {
        using (var log = new CrawlLog(Path, Settings() with { Format = LogFormat.Json }, new FixedTime()))
            log.Error("test", "a\n\"b\"", new InvalidOperationException("why"));
        using var json = JsonDocument.Parse(Assert.Single(File.ReadAllLines(Path)));
        Assert.Equal("2026-11-22T10:00:00.000Z", json.RootElement.GetProperty("time").GetString());
        Assert.Equal("error", json.RootElement.GetProperty("level").GetString());
        Assert.Equal("a\n\"b\"", json.RootElement.GetProperty("message").GetString());
        Assert.Contains("why", json.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Log_stays_within_its_files_and_sizes()
    {
        using (var log = new CrawlLog(Path, Settings() with { MaxFileSize = 4096, MaxFiles = 3 }, new FixedTime()))
        {
            for (var i = 0; i < 1000; i++) log.Info("test", $"line {i}");
        }

        var files = Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal).ToList();
        Assert.Equal([Path, Path + ".1", Path + ".2"], files);
        Assert.All(files, f => Assert.InRange(new FileInfo(f).Length, 1, 4096));
        Assert.EndsWith("line 999", File.ReadAllLines(Path)[^1], StringComparison.Ordinal);
        var all = new[] { Path + ".2", Path + ".1", Path }.SelectMany(File.ReadAllLines).Select(l => int.Parse(l.Split(' ')[^1], null)).ToList();
        Assert.Equal(Enumerable.Range(all[0], all.Count), all);
    }

    [Fact]
    public void Log_with_one_file_drops_older_lines()
    {
        using (var log = new CrawlLog(Path, Settings() with { MaxFileSize = 4096, MaxFiles = 1 }, new FixedTime()))
        {
            for (var i = 0; i < 200; i++) log.Info("test", $"line {i}");
        }

        Assert.Equal([Path], Directory.GetFiles(_folder.Path));
        Assert.EndsWith("line 199", File.ReadAllLines(Path)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Log_appends_to_what_is_there()
    {
        File.WriteAllText(Path, "before\n");
        using (var log = new CrawlLog(Path, Settings(), new FixedTime())) log.Info("test", "after");
        Assert.Equal(2, File.ReadAllLines(Path).Length);
    }

    [Fact]
    public void Log_that_cannot_be_written_counts_what_is_lost_and_says_so_once()
    {
        var heard = new List<LogEntry>();
        using var log = new CrawlLog(System.IO.Path.Combine(_folder.Path, "missing", "crawl.log"), Settings(), new FixedTime(), heard.Add);
        log.Info("test", "one");
        log.Info("test", "two");
        Assert.Equal(2, log.Lost);
        Assert.Equal("log", Assert.Single(heard).Source);
    }

    [Fact]
    public async Task Lines_of_several_threads_stay_whole()
    {
        using (var log = new CrawlLog(Path, Settings() with { MaxFileSize = 1 << 20 }, new FixedTime()))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(t => Task.Run(() =>
            {
                for (var i = 0; i < 250; i++) log.Info("test", $"thread {t} line {i} end");
            })));
        }

        var lines = File.ReadAllLines(Path);
        Assert.Equal(1000, lines.Length);
        Assert.All(lines, l => Assert.EndsWith(" end", l, StringComparison.Ordinal));
    }

    private static LogSettings Settings() => new()
    {
        Level = LogLevel.Info,
        StandardErrorLevel = LogLevel.Warning,
        Format = LogFormat.Text,
        MaxFileSize = 1 << 20,
        MaxFiles = 5,
    };

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    }
}
