using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Outputs;
using ActorCrawler.Core.Warc;
using static ActorCrawler.Storage.Tests.TestJob;

namespace ActorCrawler.Storage.Tests;

/// <summary>The archive and the tables, which follow the same rule as files of rows.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly TestJob _job = new();

    private int _ids;

    public ArchiveTests() => _job.Options = _job.Options with
    {
        Outputs = [new OutputSpec { Name = OutputNames.CompressedPages, Gzip = true }, new OutputSpec { Name = OutputNames.Warc, RotateAt = 1 << 20 }],
        Tables = true,
        Archive = new ArchiveOptions { Output = OutputNames.Warc, Deduplicates = true, NewId = NewId },
    };

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Exchange_is_archived_in_the_commit_of_its_url_and_a_known_body_referred_to()
    {
        using (var store = _job.Open())
        {
            CommitFound(store, Found("/1"), Found("/2"), Found("/3"));
            var urls = Window(store);
            var batch = new CommitBatch { Captures = { Capture($"{Host}/robots.txt", "robots") } };
            batch.Settled.Add(Archived(urls[0], "one"));
            batch.Settled.Add(Archived(urls[1], "same"));
            store.Commit(batch);
            CommitSettled(store, Archived(urls[2], "same"));
            store.Close(clean: true);
        }

        Assert.Equal(
            [
                "response /robots.txt", "request /robots.txt", "response /1", "request /1", "metadata /1", "response /2", "request /2", "metadata /2",
                "revisit /3", "request /3", "metadata /3",
            ],
            Records());
        Assert.False(File.Exists(_job.PagesPath));
        Assert.Equal(3L, Count("SELECT count(*) FROM pages"));
        Assert.Equal(2L, Count("SELECT max(number) FROM batch"));
    }

    [Fact]
    public void Commit_that_fails_leaves_nothing_in_archive_and_tables()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/1"), Found("/2"));
        CommitSettled(store, Archived(Window(store)[0], "one"));
        store.Tables.BeforeCommit = () => throw new IOException("No space left on device", 28);
        Assert.Throws<IOException>(() => CommitSettled(store, Archived(Window(store)[0], "two")));
        store.Tables.BeforeCommit = null;
        var (records, pages) = (Records().Count, Count("SELECT count(*) FROM pages"));

        CommitSettled(store, Archived(Window(store)[0], "two"));

        Assert.Equal(3, records);
        Assert.Equal(1, pages);
        Assert.Equal(["response /1", "request /1", "metadata /1", "response /2", "request /2", "metadata /2"], Records());
        Assert.Equal(2L, Count("SELECT count(*) FROM pages"));
        AssertTables();
    }

    [Fact]
    public void Batch_that_the_job_did_not_commit_is_taken_away_at_the_start()
    {
        using (var store = _job.Open())
        {
            CommitFound(store, Found("/1"), Found("/2"));
            CommitSettled(store, Archived(Window(store)[0], "one"));
            store.Tables.Outputs.Tables!.Committing = () => throw new StorageException(StorageError.SyncFailed, "killed behind the tables' commit");
            Assert.Throws<StorageException>(() => CommitSettled(store, Archived(Window(store)[0], "two")));
        }

        Assert.Equal(2L, Count("SELECT count(*) FROM pages"));
        using var again = _job.Open();

        Assert.Equal(1L, Count("SELECT count(*) FROM pages"));
        CommitSettled(again, Archived(Window(again)[0], "two"));
        Assert.Equal(2L, Count("SELECT count(*) FROM pages"));
        AssertTables();
    }

    [Theory]
    [InlineData("pages-00001.warc.gz", 300)]
    [InlineData("pages.jsonl.gz", 20)]
    [InlineData("pages.sqlite", 0)]
    public void What_is_missing_from_one_output_is_fetched_again_for_all(string file, int left)
    {
        using (var store = _job.Open())
        {
            CommitFound(store, Found("/1"), Found("/2"), Found("/3"));
            foreach (var (url, body) in Window(store).Zip(["same", "same", "other"])) CommitSettled(store, Archived(url, body));
            store.Close(clean: true);
        }

        using (var cut = File.OpenWrite(Path.Combine(_job.FullPath, file))) cut.SetLength(left);
        using (var store = _job.Open())
        {
            Assert.InRange(store.Recovery.QueuedAgain, 1, 3);
            foreach (var (url, body) in Window(store).Select(url => (url, url.Url.EndsWith('3') ? "other" : "same"))) CommitSettled(store, Archived(url, body));
            store.Close(clean: true);
        }

        Assert.Equal(["metadata 3", "request 3", "response 2", "revisit 1"], Records().GroupBy(r => r.Split(' ')[0]).Select(g => $"{g.Key} {g.Count()}").Order());
        Assert.Equal(3L, Count("SELECT count(*) FROM pages"));
        Assert.Equal(3, Reading.RowFile.Read(Path.Combine(_job.FullPath, OutputNames.CompressedPages), long.MaxValue).Count());
        AssertTables();
    }

    /// <summary>What the last commit had written when the process died before the database's own: its real bytes, cut at each of the first and many others.</summary>
    [Fact]
    public void Tail_of_a_commit_that_did_not_end_is_cut_off_every_output_at_any_byte()
    {
        using var live = _job.Open();
        CommitFound(live, Found("/1"), Found("/2"));
        CommitSettled(live, Archived(Window(live)[0], "one"));
        using var copies = new DirectoryCopies(_job);
        var before = copies.Next();
        CommitSettled(live, Archived(Window(live)[0], "two"));
        string[] names = [OutputNames.CompressedPages, JobDirectory.UrlsFile, "pages-00001.warc.gz"];
        var tails = names.ToDictionary(name => name, name => Bytes(_job.FullPath, name)[Bytes(before.Directory, name).Length..]);
        var whole = names.ToDictionary(name => name, name => Bytes(before.Directory, name));
        Assert.All(tails.Values, Assert.NotEmpty);

        for (var length = 0; length <= tails.Values.Max(tail => tail.Length); length += length < 300 ? 1 : 7)
        {
            foreach (var name in names) File.WriteAllBytes(Path.Combine(before.Directory, name), [.. whole[name], .. tails[name].Take(length)]);

            using var store = CrawlStore.Open(before);

            Assert.Equal(tails.Values.Sum(tail => Math.Min(length, tail.Length)), store.Recovery.BytesCut);
            Assert.All(names, name => Assert.Equal(whole[name], Bytes(before.Directory, name)));
        }
    }

    [Theory]
    [InlineData("pages-00001.warc.gz", 101)]
    [InlineData("pages.jsonl.gz", 7)]
    [InlineData("urls.jsonl", 61)]
    public void Every_output_holds_every_page_once_when_one_was_shorter_than_committed(string name, int step)
    {
        using var live = _job.Open();
        CommitFound(live, Found("/1"), Found("/2"), Found("/3"));
        foreach (var url in Window(live)) CommitSettled(live, Archived(url, url.Url));
        using var copies = new DirectoryCopies(_job);
        for (var length = 0; length < Bytes(_job.FullPath, name).Length; length += step)
        {
            var options = copies.Next();
            using (var file = File.OpenWrite(Path.Combine(options.Directory, name))) file.SetLength(length);
            using (var store = CrawlStore.Open(options)) Finish(store);

            AssertAllOnce(options.Directory);
        }
    }

    [Fact]
    public void Every_output_holds_every_page_once_when_the_last_transactions_of_the_database_are_torn()
    {
        using var live = _job.Open();
        CommitFound(live, Found("/1"), Found("/2"), Found("/3"));
        foreach (var url in Window(live)) CommitSettled(live, Archived(url, url.Url));
        using var copies = new DirectoryCopies(_job);
        var seen = new HashSet<long>();
        for (var length = Bytes(_job.FullPath, "crawl.db-wal").Length; length > 0; length -= 4099)
        {
            var options = copies.Next();
            using (var file = File.OpenWrite(Path.Combine(options.Directory, "crawl.db-wal"))) file.SetLength(length);
            using (var store = CrawlStore.Open(options))
            {
                seen.Add(store.Ledger.Pages);
                if (store.Ledger.Discovered == 0) CommitFound(store, Found("/1"), Found("/2"), Found("/3"));
                Finish(store);
            }

            AssertAllOnce(options.Directory);
        }

        Assert.Equal([0, 1, 2, 3], seen.Order());
    }

    [Fact]
    public void Tables_hold_pages_with_their_links_and_meta_elements()
    {
        using (var store = _job.Open())
        {
            CommitFound(store, Found("/1"));
            var page = Page(Window(store)[0], """{"url":"http://example.test/1","status":200,"title":"A \"b\"","og":[{"property":"og:a","content":"x"}],"meta":[{"name":"n","content":"y"}],"json_ld":[{"k":1}],"links":["http://example.test/2"]}""");
            CommitSettled(store, page with
            {
                Outputs =
                [
                    new OutputRow(
                        OutputNames.Links,
                        Encoding.UTF8.GetBytes("{\"from\":\"http://example.test/1\",\"to\":\"http://example.test/2\",\"text\":\"T\",\"rel\":\"nofollow\"}\n{\"from\":\"http://example.test/1\",\"to\":\"http://example.test/2\"}\n"), 2),
                ],
            });
            store.Close(clean: true);
        }

        Assert.Equal(1L, Count("SELECT count(*) FROM pages WHERE url='http://example.test/1' AND status=200 AND title='A \"b\"' AND json_ld='[{\"k\":1}]' AND depth IS NULL"));
        Assert.Equal(2L, Count("SELECT count(*) FROM links WHERE url='http://example.test/2' AND page_id=1"));
        Assert.Equal(1L, Count("SELECT count(*) FROM links WHERE text='T' AND rel='nofollow' AND position=1"));
        Assert.Equal(1L, Count("SELECT count(*) FROM meta WHERE property='og:a' AND content='x' AND name IS NULL"));
        Assert.Equal(1L, Count("SELECT count(*) FROM meta WHERE name='n' AND content='y'"));
    }

    private void Finish(CrawlStore store)
    {
        foreach (var url in Window(store)) CommitSettled(store, Archived(url, url.Url));
        store.Close(clean: true);
    }

    private void AssertAllOnce(string directory)
    {
        Assert.Equal(
            ["metadata /1", "metadata /2", "metadata /3", "request /1", "request /2", "request /3", "response /1", "response /2", "response /3"],
            Records(directory).Order(StringComparer.Ordinal));
        Assert.Equal(3L, Count("SELECT count(*) FROM pages", directory));
        Assert.Equal(3, Reading.RowFile.Read(Path.Combine(directory, OutputNames.CompressedPages), long.MaxValue).Count());
        Assert.Equal(3, File.ReadAllLines(Path.Combine(directory, JobDirectory.UrlsFile)).Distinct().Count());
        AssertTables(directory);
    }

    private static byte[] Bytes(string directory, string name)
    {
        using var file = new FileStream(Path.Combine(directory, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private Guid NewId() => new(++_ids, 0, 0, new byte[8]);

    private SettledUrl Archived(QueuedUrl url, string body) => Page(url) with { Capture = Capture(url.Url, body) };

    private WarcCapture Capture(string url, string body) => WarcWriter.Capture(
        new ArchivedExchange
        {
            Url = url,
            At = TestClock.Start,
            Address = null,
            RequestHead = "GET / HTTP/1.1\r\n\r\n"u8.ToArray(),
            RequestIsRebuilt = false,
            ResponseHead = "HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(),
            ResponseIsRebuilt = false,
            Body = Encoding.ASCII.GetBytes(body),
        },
        NewId(), NewId());

    private List<string> Records(string? directory = null)
    {
        using var file = File.Open(Path.Combine(directory ?? _job.FullPath, "pages-00001.warc.gz"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new WarcReader(file, 1 << 20);
        var records = new List<string>();
        while (reader.Read() is { } record)
        {
            Assert.Empty(record.Problems);
            records.Add($"{record.Type} {record.TargetUri![Host.Length..]}");
        }

        Assert.Null(reader.Error);
        return records;
    }

    private long Count(string sql, string? directory = null)
    {
        using var database = Sqlite.Database.OpenForReading(Path.Combine(directory ?? _job.FullPath, OutputNames.Sqlite));
        return database.Scalar(sql) ?? -1;
    }

    private void AssertTables(string? directory = null)
    {
        using var database = Sqlite.Database.OpenForReading(Path.Combine(directory ?? _job.FullPath, OutputNames.Sqlite));
        var check = database.Prepare("PRAGMA integrity_check");
        check.Step();
        Assert.Equal("ok", check.Text(0));
        Assert.Equal(database.Scalar("SELECT count(*) FROM pages"), database.Scalar("SELECT count(DISTINCT url) FROM pages"));
    }
}
