using ActorCrawler.Actors.Settings;
using ActorCrawler.Storage;

namespace ActorCrawler.Actors.Tests.Settings;

public sealed class JobSettingsFileTests
{
    [Fact]
    public void Settings_written_are_read_back_the_same()
    {
        using var folder = new TemporaryFolder();
        var settings = CrawlSettings.Load(Sources.Of(
            ("start-urls", "example.test/\"quoted\"?a=\\b"), ("start-urls", "http://b.test/"), ("out", folder.Path), ("politeness.delay", "1.5"), ("budget.max-pages", "7"), ("fetch.user-agent", "Odd \"Bot\" \\ 1")));
        Write(settings);
        var again = Reload(folder.Path);
        Assert.Equal(settings.StartUrls, again.StartUrls);
        Assert.Equal(settings.Politeness, again.Politeness);
        Assert.Equal(settings.Budgets, again.Budgets);
        Assert.Equal(settings.Frontier, again.Frontier);
        Assert.Equal(settings.Actors, again.Actors);
        Assert.Equal(settings.Storage, again.Storage);
        Assert.Equal(settings.Parser.Limits, again.Parser.Limits);
        Assert.Equal(settings.Log, again.Log);
        Assert.Equal(settings.Progress, again.Progress);
        Assert.Equal(settings.Identity, again.Identity);
        Assert.Equal(Values(settings), Values(again));
    }

    [Fact]
    public void Many_start_urls_stand_in_a_file_beside_it()
    {
        using var folder = new TemporaryFolder();
        var urls = Enumerable.Range(0, 500).Select(i => ("start-urls", $"site{i}.test")).Append(("out", folder.Path)).ToArray();
        var settings = CrawlSettings.Load(Sources.Of(urls));
        Write(settings);
        var again = Reload(folder.Path);
        Assert.Equal(settings.StartUrls, again.StartUrls);
        Assert.Equal(settings.Identity, again.Identity);
        Write(again);
        Assert.Equal(settings.StartUrls, Reload(folder.Path).StartUrls);
    }

    [Fact]
    public void Directory_may_be_moved()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "a"));
        Write(CrawlSettings.Load(Sources.Of(("out", Path.Combine(folder.Path, "a")))));
        Directory.Move(Path.Combine(folder.Path, "a"), Path.Combine(folder.Path, "b"));
        Assert.Equal(Path.Combine(folder.Path, "b"), Reload(Path.Combine(folder.Path, "b")).Directory);
    }

    [Fact]
    public void Directory_that_is_no_job_is_told_apart_from_none()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("this is no job directory", Assert.Throws<SettingsException>(() => JobSettingsFile.Find(folder.Path, "/")).Message, StringComparison.Ordinal);
        folder.Write("f", "");
        Assert.Contains("this is a file", Assert.Throws<SettingsException>(() => JobSettingsFile.Find("f", folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("there is no such directory", Assert.Throws<SettingsException>(() => JobSettingsFile.Find("x", folder.Path)).Message, StringComparison.Ordinal);
    }

    private static void Write(CrawlSettings settings)
    {
        using var directory = JobDirectory.Open(settings.Directory, JobOpenMode.OpenOrCreate, TimeProvider.System);
        File.WriteAllBytes(directory.PathOf(JobDirectory.DatabaseFile), []);
        JobSettingsFile.Write(settings, directory);
    }

    private static CrawlSettings Reload(string directory) =>
        CrawlSettings.Load(new SettingsSources { JobFile = JobSettingsFile.Find(directory, "/"), Flags = [new SettingValue("DIR", "out", directory)] });

    private static IEnumerable<string> Values(CrawlSettings settings) =>
        settings.Effective.Where(e => e.Key != "out").Select(e => $"{e.Key}={(e.Key == "start-urls" ? "" : string.Join('|', e.Values))}");
}
