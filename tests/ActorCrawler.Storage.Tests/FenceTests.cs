using static ActorCrawler.Storage.Tests.TestJob;

namespace ActorCrawler.Storage.Tests;

public sealed class FenceTests : IDisposable
{
    private readonly TestJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Older_owner_touches_nothing_when_another_process_opened_the_job_in_spite_of_the_lock()
    {
        using var older = _job.Open();
        CommitFound(older, Found("/1"), Found("/2"), Found("/3"));
        var held = Window(older);
        CommitSettled(older, Page(held[0]));
        using var newer = _job.Open();
        CommitSettled(newer, Page(Window(newer)[0]));
        var pages = File.ReadAllText(_job.PagesPath);

        var error = Assert.Throws<StorageException>(() => CommitSettled(older, Page(held[2], "{\"url\":\"of the older\"}")));
        older.Close(clean: true);

        Assert.Equal((StorageError.Superseded, false), (error.Kind, error.MayHeal));
        Assert.Contains("taken over", error.Message);
        Assert.Equal(pages, File.ReadAllText(_job.PagesPath));
        CommitSettled(newer, Page(Window(newer)[0]));
        RecoveryTests.AssertEachRowOnce(_job.FullPath, 3, 3);
        newer.Dispose();
        using var last = _job.Open();
        Assert.True(last.Recovery.Unclean);
    }
}
