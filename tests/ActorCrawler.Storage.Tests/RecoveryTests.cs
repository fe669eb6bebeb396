using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Commits;
using static ActorCrawler.Storage.Tests.TestJob;

namespace ActorCrawler.Storage.Tests;

public sealed class RecoveryTests : IDisposable
{
    private readonly TestJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Open_reports_nothing_when_the_last_session_closed_the_job()
    {
        using (var store = _job.Open())
        {
            CommitFound(store, Found("/"));
            store.Close(clean: true);
        }

        using var again = _job.Open();

        Assert.False(again.Recovery.Unclean);
        Assert.Null(again.Recovery.Message);
        Assert.Equal((2, 1), (again.Epoch, again.Ledger[Reason.Queued]));
    }

    [Fact]
    public void Open_says_in_one_line_what_it_recovered_when_the_last_session_died()
    {
        using (var store = _job.Open()) CommitFound(store, Found("/"));
        File.AppendAllText(_job.PagesPath, "{\"half");

        using var again = _job.Open();

        Assert.True(again.Recovery.Unclean);
        Assert.Equal("Recovered after an unclean end: cut 6 uncommitted bytes off the outputs, 1 URLs wait.", again.Recovery.Message);
    }

    [Fact]
    public void Open_cuts_the_uncommitted_tail_off_when_it_ends_at_any_byte()
    {
        using (var store = _job.Open())
        {
            CommitFound(store, Found("/1"), Found("/2"));
            CommitSettled(store, Page(Window(store)[0]));
        }

        var (pages, rows) = (File.ReadAllBytes(_job.PagesPath), File.ReadAllBytes(_job.RowsPath));
        var tail = "{\"url\":\"http://example.test/2\"}\n"u8.ToArray();
        for (var length = 0; length <= tail.Length; length++)
        {
            File.WriteAllBytes(_job.PagesPath, [.. pages, .. tail[..length]]);
            File.WriteAllBytes(_job.RowsPath, [.. rows, .. tail[..(tail.Length - length)]]);

            using var store = _job.Open();

            Assert.Equal(tail.Length, store.Recovery.BytesCut);
            Assert.Equal(pages, File.ReadAllBytes(_job.PagesPath));
            Assert.Equal(rows, File.ReadAllBytes(_job.RowsPath));
        }
    }

    [Fact]
    public void Open_queues_missing_pages_again_when_pages_jsonl_is_shorter_than_committed()
    {
        using (var store = _job.Open()) Crawl(store, 5);
        using var copies = new DirectoryCopies(_job);
        var full = File.ReadAllBytes(_job.PagesPath);
        for (var length = 0; length < full.Length; length += 11)
        {
            var options = copies.Next();
            using (var file = File.OpenHandle(Path.Combine(options.Directory, JobDirectory.PagesFile), access: FileAccess.Write))
                RandomAccess.SetLength(file, length);

            using var store = CrawlStore.Open(options);
            var whole = full.AsSpan(0, length).Count((byte)'\n');

            Assert.Equal(5 - whole, store.Recovery.QueuedAgain);
            Assert.Equal((whole, 5 - whole), (store.Ledger.Pages, store.Ledger[Reason.Queued]));
            foreach (var url in Window(store)) CommitSettled(store, Page(url));
            AssertEachRowOnce(options.Directory, pages: 5, rows: 10);
        }
    }

    [Fact]
    public void Open_writes_missing_rows_again_when_urls_jsonl_is_shorter_than_committed()
    {
        using (var store = _job.Open()) Crawl(store, 5);
        var full = File.ReadAllBytes(_job.RowsPath);
        for (var length = 0; length < full.Length; length += 61)
        {
            File.WriteAllBytes(_job.RowsPath, full[..length]);

            using var store = _job.Open();

            Assert.Equal(full, File.ReadAllBytes(_job.RowsPath));
            Assert.Equal(10 - full.AsSpan(0, length).Count((byte)'\n'), store.Recovery.RowsRewritten);
        }
    }

    [Fact]
    public void Open_takes_zeros_at_the_end_for_missing_rows_when_power_was_lost()
    {
        using (var store = _job.Open()) Crawl(store, 3);
        var pages = File.ReadAllBytes(_job.PagesPath);
        pages.AsSpan(pages.Length - 5).Clear();
        File.WriteAllBytes(_job.PagesPath, pages);

        using var again = _job.Open();

        Assert.Equal(1, again.Recovery.QueuedAgain);
        Assert.DoesNotContain('\0', File.ReadAllText(_job.PagesPath));
    }

    [Fact]
    public void Open_drops_only_the_tail_when_the_write_ahead_log_is_torn_anywhere()
    {
        using var live = _job.Open();
        Crawl(live, 4);
        using var copies = new DirectoryCopies(_job);
        var log = File.ReadAllBytes(_job.DatabasePath + "-wal");
        var seen = new HashSet<long>();
        for (var length = log.Length; length >= 0; length -= 6151)
        {
            var options = copies.Next();
            using (var file = File.OpenHandle(Path.Combine(options.Directory, "crawl.db-wal"), access: FileAccess.Write))
                RandomAccess.SetLength(file, length);

            using var store = CrawlStore.Open(options);
            seen.Add(store.Ledger.Pages);

            AssertEachRowOnce(options.Directory, (int)store.Ledger.Pages, (int)(store.Ledger[UrlState.Done] + store.Ledger[UrlState.Failed]));
            Crawl(store, 4);
            AssertEachRowOnce(options.Directory, 4, 8);
        }

        Assert.True(seen.Count >= 4, "The log was never torn between two commits.");
    }

    [Fact]
    public void Open_finds_the_state_before_a_commit_when_it_died_within_it()
    {
        using var live = _job.Open();
        CommitFound(live, Found("/p1"), Found("/p2"));
        CommitSettled(live, Page(Window(live)[0]));
        using var copies = new DirectoryCopies(_job);
        StoreOptions? within = null, before = null;
        live.Tables.Pages!.BeforeWrite = _ => before = copies.Next();
        live.Tables.BeforeCommit = () => within = copies.Next();

        CommitSettled(live, Page(Window(live)[0]));

        foreach (var options in new[] { before!, within! })
        {
            using var store = CrawlStore.Open(options);
            Assert.Equal((1, 1), (store.Ledger.Pages, store.Ledger[Reason.Queued]));
            AssertEachRowOnce(options.Directory, 1, 1);
        }
    }

    [Fact]
    public void Open_begins_again_when_it_died_within_a_repair()
    {
        using (var store = _job.Open()) Crawl(store, 4);
        File.WriteAllBytes(_job.PagesPath, File.ReadAllBytes(_job.PagesPath)[..40]);
        using var copies = new DirectoryCopies(_job);
        StoreOptions? within = null;
        JobTables.Opened = tables =>
        {
            if (tables.Directory == _job.FullPath) tables.BeforeCommit = () => within ??= copies.Next();
        };
        _job.Open().Dispose();
        JobTables.Opened = null;

        using var again = CrawlStore.Open(within!);

        Assert.Equal((1, 3), (again.Ledger.Pages, again.Ledger[Reason.Queued]));
        AssertEachRowOnce(within!.Directory, 1, 5);
    }

    [Fact]
    public void Open_closes_hosts_to_their_end_when_the_last_session_died_while_it_did()
    {
        _job.Options = _job.Options with { ClosingPortion = 2 };
        using (var store = _job.Open())
        {
            CommitFound(store, [.. Enumerable.Range(0, 9).Select(i => Found($"/{i}"))]);
            Assert.Equal(1, store.Commit(new CommitBatch { ClosedHosts = { (1, Reason.HostDead, "gave up") } }).HostsClosing);
        }

        using var again = _job.Open();

        Assert.Equal((9, 0), (again.Ledger[Reason.HostDead], again.Ledger[Reason.Queued]));
        AssertEachRowOnce(_job.FullPath, 0, 9);
    }

    [Fact]
    public void Open_refuses_a_database_of_another_version_or_of_something_else()
    {
        _job.Open().Dispose();
        foreach (var (pragma, kind) in new[]
            {
                ("user_version=99", JobDirectoryError.NewerVersion), ("user_version=0", JobDirectoryError.OlderVersion),
                ("application_id=1", JobDirectoryError.NotAJob),
            })
        {
            using (var database = Sqlite.Database.Open(_job.DatabasePath, readOnly: false, create: false)) database.Execute($"PRAGMA {pragma}");
            Assert.Equal(kind, Assert.Throws<JobDirectoryException>(_job.Open).Kind);
        }
    }

    [Fact]
    public void Open_says_that_it_is_damaged_when_the_database_is_no_database()
    {
        File.WriteAllText(_job.DatabasePath, new string('x', 10_000));

        Assert.Equal(StorageError.Corrupt, Assert.Throws<StorageException>(_job.Open).Kind);
    }

    internal static void AssertEachRowOnce(string directory, int pages, int rows)
    {
        var pageLines = File.ReadAllLines(Path.Combine(directory, JobDirectory.PagesFile));
        var rowLines = File.ReadAllLines(Path.Combine(directory, JobDirectory.UrlsFile));
        Assert.Equal((pages, rows), (pageLines.Length, rowLines.Length));
        Assert.Equal((pages, rows), (pageLines.Distinct().Count(), rowLines.Select(UrlOf).Distinct().Count()));
        Assert.Equal(
            rowLines.Where(row => row.Contains("\"reason\":\"page\"")).Select(UrlOf).Order(),
            pageLines.Select(UrlOf).Order());
    }

    /// <summary>Pages and failures in turn, each in a commit of its own.</summary>
    private static void Crawl(CrawlStore store, int pages)
    {
        for (var i = 0; i < pages; i++) CommitFound(store, Found($"/p{i}"), Found($"/f{i}"));
        foreach (var url in Window(store)) CommitSettled(store, url.Url.Contains("/p") ? Page(url) : Failed(url));
    }

    private static string UrlOf(string row) => System.Text.Json.JsonDocument.Parse(row).RootElement.GetProperty("url").GetString()!;
}
