using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Tests.Verbs;

public sealed class ResumeVerbTests : IDisposable
{
    private readonly Commands _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task Resume_takes_the_settings_of_the_job_and_flags_over_them()
    {
        await _commands.RunAsync("crawl", "b.test", "http://a.test/", "--out", "job", "--max-pages", "5", "--delay", "3", "--exclude", "x");
        var before = _commands.Settings!;
        using (var directory = JobDirectory.Open(before.Directory, JobOpenMode.OpenOrCreate, TimeProvider.System)) JobSettingsFile.Write(before, directory);

        Assert.Equal(0, await _commands.RunAsync("resume", "job", "--max-pages", "50"));
        var after = _commands.Settings!;
        Assert.Equal(before.Directory, after.Directory);
        Assert.Equal(before.StartUrls, after.StartUrls);
        Assert.Equal(before.Identity, after.Identity);
        Assert.Equal(before.Politeness, after.Politeness);
        Assert.Equal(50, after.Budgets.MaxPages);
        Assert.Equal(JobOpenMode.OpenExisting, after.OpenMode);
    }

    [Fact]
    public async Task Resume_of_a_job_with_secrets_asks_for_them()
    {
        await _commands.RunAsync("crawl", "http://a.test/", "--out", "job", "--header", "Authorization: Bearer x");
        using (var directory = JobDirectory.Open(_commands.Settings!.Directory, JobOpenMode.OpenOrCreate, TimeProvider.System))
            JobSettingsFile.Write(_commands.Settings, directory);
        Assert.Equal(0, await _commands.RunAsync("resume", "job", "--header", "Authorization: Bearer y"));
        Assert.Equal(2, await _commands.RunAsync("resume", "job"));
        Assert.EndsWith("secrets are not stored, so header Authorization must be given again: --header 'Authorization: ...'.", _commands.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_damaged_are_told_with_their_line()
    {
        Directory.CreateDirectory(_commands.Folder["job"]);
        _commands.Folder.Write("job/settings.conf", "actorcrawler {\n  start-urls = [\"http://a.test/\"]\n  budget.max-pages = x\n}");
        Assert.Equal(2, await _commands.RunAsync("resume", "job"));
        Assert.StartsWith("actorcrawler: job/settings.conf:3: actorcrawler.budget.max-pages: 'x' must be", Assert.Single(_commands.ErrorLines), StringComparison.Ordinal);
    }
}
