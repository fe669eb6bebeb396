using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Tests.Support;

namespace ActorCrawler.Cli.Tests.Verbs;

public sealed class ConfigVerbTests : IDisposable
{
    private readonly Commands _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task Show_tells_each_setting_and_where_it_comes_from()
    {
        _commands.Folder.Write("job.conf", "actorcrawler {\n  budget.max-pages = 7\n}\n");
        _commands.Environment["ACTORCRAWLER_FRONTIER_RETRIES"] = "1";
        Assert.Equal(0, await _commands.RunAsync("config", "show", "--config", "job.conf", "--delay", "2"));
        Assert.Contains("    max-pages = 7  # job.conf:2\n", _commands.Out, StringComparison.Ordinal);
        Assert.Contains("    retries = 1  # ACTORCRAWLER_FRONTIER_RETRIES\n", _commands.Out, StringComparison.Ordinal);
        Assert.Contains("    delay = 2 s  # --delay\n", _commands.Out, StringComparison.Ordinal);
        Assert.Contains("    per-host = 1  # reference.conf\n", _commands.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_changed_leaves_defaults_out()
    {
        Assert.Equal(0, await _commands.RunAsync("config", "show", "--changed", "--max-pages", "7", "--retries", "2"));
        var settings = _commands.Out.Split('\n').Where(line => line.Contains(" = ", StringComparison.Ordinal)).ToList();
        Assert.Equal("    max-pages = 7  # --max-pages", Assert.Single(settings));
    }

    [Fact]
    public async Task What_show_prints_is_a_job_file_of_the_same_settings()
    {
        Assert.Equal(0, await _commands.RunAsync("config", "show", "http://a.test/", "--exclude", "a\"b\\d#", "--max-time", "90"));
        _commands.Folder.Write("again.conf", _commands.Out);
        Assert.Equal(0, await _commands.RunAsync("crawl", "--config", "again.conf"));
        var settings = _commands.Settings!;
        Assert.Equal([new StartUrl("http://a.test/", false)], settings.StartUrls);
        Assert.Equal("a\"b\\d#", Assert.Single(settings.Scope.Exclude).Text);
        Assert.Equal(TimeSpan.FromSeconds(90), settings.Budgets.MaxTime);
    }

    [Fact]
    public async Task Show_never_prints_secrets()
    {
        Assert.Equal(0, await _commands.RunAsync("config", "show", "--auth", "http://a.test me:hidden", "--header", "Authorization: hidden"));
        Assert.DoesNotContain("hidden", _commands.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reference_is_a_job_file_of_the_defaults()
    {
        Assert.Equal(0, await _commands.RunAsync("config", "reference"));
        _commands.Folder.Write("job.conf", _commands.Out);
        Assert.Equal(0, await _commands.RunAsync("crawl", "http://a.test/", "--config", "job.conf"));
        Assert.DoesNotContain(_commands.Settings!.Effective, s => !s.IsDefault && s.Key != "start-urls");
    }
}
