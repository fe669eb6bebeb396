using ActorCrawler.Core.Frontier;
using static ActorCrawler.Storage.Tests.TestJob;

namespace ActorCrawler.Storage.Tests;

public sealed class CommitFailureTests : IDisposable
{
    private const int DiskFull = 28;

    private readonly TestJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Commit_has_no_effect_and_can_be_repeated_when_an_output_cannot_be_written()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/1"), Found("/2"));
        CommitSettled(store, Page(Window(store)[0]));
        var batch = new CommitBatch { Settled = { Page(Window(store)[0]) }, Found = { Found("/3"), Found("/x", host: "http://other.test") } };
        store.Tables.Rows.BeforeWrite = _ => throw new IOException("No space left on device", DiskFull);

        var error = Assert.Throws<StorageException>(() => store.Commit(batch));
        var (pages, ledger) = (_job.Pages().Length, store.Ledger);
        store.Tables.Rows.BeforeWrite = null;
        var result = store.Commit(batch);

        Assert.Equal((StorageError.DiskFull, true), (error.Kind, error.MayHeal));
        Assert.Equal((1, 2), (pages, ledger.Discovered));
        Assert.Equal((4, 2), (result.Ledger.Discovered, result.Ledger.Pages));
        RecoveryTests.AssertEachRowOnce(_job.FullPath, 2, 2);
    }

    [Fact]
    public void Commit_has_no_effect_and_can_be_repeated_when_the_database_is_full()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/1"));
        store.Tables.Database.Scalar("PRAGMA max_page_count=1");
        var batch = new CommitBatch { Settled = { Page(Window(store)[0]) } };
        for (var i = 0; i < 2000; i++) batch.Found.Add(Found($"/{i}/{new string('x', 100)}"));

        var error = Assert.Throws<StorageException>(() => store.Commit(batch));
        var (pages, ledger) = (_job.Pages().Length, store.Ledger);
        store.Tables.Database.Scalar("PRAGMA max_page_count=1000000");
        var result = store.Commit(batch);

        Assert.Equal((StorageError.DiskFull, true), (error.Kind, error.MayHeal));
        Assert.Equal((0, 1), (pages, ledger.Discovered));
        Assert.Equal((2001, 1), (result.Ledger.Discovered, result.Ledger.Pages));
    }

    [Fact]
    public void Commit_cuts_the_outputs_later_when_they_cannot_be_cut_at_once()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/1"), Found("/2"));
        var failing = true;
        store.Tables.Pages!.BeforeCut = () =>
        {
            if (failing) throw new IOException("Input/output error", 5);
        };
        store.Tables.BeforeCommit = () => throw new IOException("Input/output error", 5);
        Assert.Throws<IOException>(() => CommitSettled(store, Page(Window(store)[0]), Page(Window(store)[1])));
        store.Tables.BeforeCommit = null;
        var whileFailing = Assert.Throws<StorageException>(() => CommitSettled(store, Page(Window(store)[0])));
        failing = false;

        CommitSettled(store, Page(Window(store)[0]));

        Assert.Equal(StorageError.Io, whileFailing.Kind);
        RecoveryTests.AssertEachRowOnce(_job.FullPath, 1, 1);
    }

    [Fact]
    public void Store_takes_nothing_more_when_data_could_not_be_forced_to_the_disk()
    {
        _job.Options = _job.Options with { Durability = Durability.Power };
        using var store = _job.Open();
        CommitFound(store, Found("/1"));
        store.Tables.Pages!.BeforeSync = () => throw new IOException("fsync failed", 5);

        var error = Assert.Throws<StorageException>(() => CommitSettled(store, Page(Window(store)[0])));
        store.Tables.Pages.BeforeSync = null;
        var after = Assert.Throws<StorageException>(() => store.Commit(new CommitBatch()));

        Assert.Equal((StorageError.SyncFailed, false), (error.Kind, error.MayHeal));
        Assert.Equal(StorageError.SyncFailed, after.Kind);
        store.Dispose();
        using var again = _job.Open();
        Assert.Equal((0, 1), (again.Ledger.Pages, again.Ledger[Reason.Queued]));
    }

    /// <summary>It closed the database as ever when settings.conf could not be forced to the disk: the log was moved and forced after the failure.</summary>
    [Fact]
    public void Store_touches_nothing_more_when_another_file_of_the_job_could_not_be_forced_to_the_disk()
    {
        _job.Options = _job.Options with { Durability = Durability.Power };
        var store = _job.Open();
        CommitFound(store, Found("/1"));
        var log = new FileInfo(_job.DatabasePath + "-wal").Length;

        store.Abandon(new StorageException(StorageError.SyncFailed, "fsync failed"));
        Assert.Equal(StorageError.SyncFailed, Assert.Throws<StorageException>(() => CommitFound(store, Found("/2"))).Kind);
        store.Dispose();

        Assert.Equal(log, new FileInfo(_job.DatabasePath + "-wal").Length);
        using var again = _job.Open();
        Assert.Equal((true, 1), (again.Recovery.Unclean, again.Ledger[Reason.Queued]));
    }

    [Fact]
    public void Commit_survives_power_when_told_to()
    {
        _job.Options = _job.Options with { Durability = Durability.Power };
        using (var store = _job.Open())
        {
            CommitFound(store, Found("/1"));
            CommitSettled(store, Page(Window(store)[0]));
            store.Close(clean: true);
        }

        using var again = _job.Open();
        Assert.Equal(1, again.Ledger.Pages);
    }

    [Fact]
    public void Commit_says_that_the_directory_is_gone_when_it_was_moved_away()
    {
        using var store = _job.Open();
        Directory.Move(_job.FullPath, _job.FullPath + ".moved");

        var error = Assert.Throws<StorageException>(() => CommitFound(store, Found("/1")));

        Assert.Equal((StorageError.Gone, false), (error.Kind, error.MayHeal));
    }

    [Fact]
    public void Commit_refuses_a_page_without_a_row_when_the_caller_forgot_it()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/1"));
        var url = Window(store)[0];

        Assert.Throws<ArgumentException>(() => CommitSettled(store, Page(url) with { PageRow = default }));

        Assert.Equal(1, CommitSettled(store, Page(url)).Ledger.Pages);
    }

    [Fact]
    public void ShortOfSpace_follows_the_reserve_and_says_so()
    {
        using (var store = _job.Open())
        {
            Assert.True(store.FreeSpace() > 0);
            Assert.Null(store.ShortOfSpace());
        }

        _job.Options = _job.Options with { DiskReserve = long.MaxValue };
        using var poor = _job.Open();
        Assert.Contains($"where {_job.FullPath} is", poor.ShortOfSpace());
        Assert.Contains("storage.disk-reserve", poor.ShortOfSpace());
    }
}
