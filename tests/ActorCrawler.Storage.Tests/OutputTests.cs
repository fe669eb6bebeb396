using System.IO.Compression;
using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Reading;
using static ActorCrawler.Storage.Tests.TestJob;

namespace ActorCrawler.Storage.Tests;

public sealed class OutputTests : IDisposable
{
    private static readonly OutputSpec Csv = new() { Name = "pages.csv", Header = _ => "url\r\n"u8.ToArray(), IsText = true };

    private static readonly OutputSpec Archive =
        new() { Name = "pages.warc.gz", Header = name => Encoding.UTF8.GetBytes($"# {name}\n"), RotateAt = 300, Gzip = true };

    private readonly TestJob _job = new();

    public OutputTests() => _job.Options = _job.Options with { Outputs = [Csv, Archive] };

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Rows_go_to_further_outputs_in_the_commit_of_their_url()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/1"), Found("/2"));

        var batch = new CommitBatch { Records = { new OutputRow(Archive.Name, "robots\n"u8.ToArray()) } };
        foreach (var url in Window(store)) batch.Settled.Add(Settled(url));
        store.Commit(batch);

        Assert.Equal("url\r\nhttp://example.test/1\r\nhttp://example.test/2\r\n", File.ReadAllText(Path("pages.csv")));
        Assert.Equal("# pages-00001.warc.gz\nrobots\nhttp://example.test/1\nhttp://example.test/2\n", Unzip("pages-00001.warc.gz"));
        Assert.Equal(
            [("pages.jsonl", 2L), ("urls.jsonl", 2L), ("pages.csv", 2L), ("pages-00001.warc.gz", 3L)],
            store.Outputs.Select(output => (output.Name, output.Rows)));
        using var reader = JobReader.Open(_job.FullPath);
        Assert.Equal(new RowPlace("pages.csv", 5, 23), reader.Why(Host + "/1")!.Places[0]);
    }

    [Fact]
    public void Outputs_rotate_between_commits_and_go_on_where_they_were()
    {
        for (var session = 0; session < 3; session++)
        {
            using var store = _job.Open();
            for (var i = 0; i < 5; i++)
            {
                CommitFound(store, Found($"/{session}-{i}"));
                CommitSettled(store, Settled(Window(store)[0]));
            }
        }

        var files = Directory.GetFiles(_job.FullPath, "*.warc.gz").Order().ToList();
        Assert.True(files.Count > 2, $"There are {files.Count} files.");
        Assert.All(files.SkipLast(1), file => Assert.InRange(new FileInfo(file).Length, 300, 400));
        Assert.All(files, file => Assert.StartsWith($"# {System.IO.Path.GetFileName(file)}\n", Unzip(file)));
        AssertAgree(15);
    }

    [Fact]
    public void Commit_that_fails_leaves_nothing_in_any_output()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/1"), Found("/2"));
        CommitSettled(store, Settled(Window(store)[0]));
        store.Tables.BeforeCommit = () => throw new IOException("No space left on device", 28);
        Assert.Throws<IOException>(() => CommitSettled(store, Settled(Window(store)[0])));
        var lines = File.ReadAllLines(Path("pages.csv")).Length;
        store.Tables.BeforeCommit = null;

        CommitSettled(store, Settled(Window(store)[0]));

        Assert.Equal(2, lines);
        AssertAgree(2);
    }

    [Theory]
    [InlineData("pages.csv", 7)]
    [InlineData("pages.jsonl", 13)]
    [InlineData("pages-00001.warc.gz", 17)]
    [InlineData("pages-00002.warc.gz", 17)]
    public void Every_output_holds_every_page_once_when_one_of_them_was_cut_at_any_byte(string name, int step)
    {
        using (var store = _job.Open()) CrawlPages(store, 12);
        using var copies = new DirectoryCopies(_job);
        var full = File.ReadAllBytes(Path(name));
        var isLast = name != "pages-00001.warc.gz";
        for (var length = 0; length < full.Length; length += step)
        {
            var options = copies.Next();
            using (var file = File.OpenHandle(System.IO.Path.Combine(options.Directory, name), access: FileAccess.Write))
                RandomAccess.SetLength(file, length);

            using var store = CrawlStore.Open(options);
            Assert.Equal(isLast, store.Recovery.QueuedAgain > 0);
            if (!isLast) return;

            Assert.Equal(12, store.Ledger.Pages + store.Ledger[Reason.Queued]);
            foreach (var url in Window(store)) CommitSettled(store, Settled(url));
            AssertAgree(12, options.Directory);
        }
    }

    [Fact]
    public void Uncommitted_tail_is_cut_off_every_output_at_any_byte()
    {
        using (var store = _job.Open()) CrawlPages(store, 3);
        var full = Directory.GetFiles(_job.FullPath, "pages*").ToDictionary(file => file, File.ReadAllBytes);
        var tail = "http://example.test/9\r\n"u8.ToArray();
        for (var length = 1; length <= tail.Length; length++)
        {
            foreach (var (file, bytes) in full) File.WriteAllBytes(file, [.. bytes, .. tail[..length]]);

            using var store = _job.Open();

            Assert.Equal(full.Count * length, store.Recovery.BytesCut);
            Assert.All(full, pair => Assert.Equal(pair.Value, File.ReadAllBytes(pair.Key)));
        }
    }

    [Fact]
    public void Files_that_were_followed_by_others_may_be_moved_away()
    {
        using (var store = _job.Open()) CrawlPages(store, 12);
        File.Delete(Path("pages-00001.warc.gz"));

        using var again = _job.Open();

        Assert.Equal((0L, 12L), (again.Recovery.QueuedAgain, again.Ledger.Pages));
    }

    [Fact]
    public void Output_may_be_added_and_left_out_from_one_run_to_the_next()
    {
        _job.Options = _job.Options with { Outputs = [] };
        using (var store = _job.Open()) CrawlPages(store, 1, withOutputs: false);
        _job.Options = _job.Options with { Outputs = [Csv] };
        using (var store = _job.Open()) CrawlPages(store, 2);
        File.AppendAllText(Path("pages.csv"), "half");
        _job.Options = _job.Options with { Outputs = [] };
        using (var store = _job.Open())
        {
            Assert.Equal(4, store.Recovery.BytesCut);
            CrawlPages(store, 3, withOutputs: false);
        }

        File.Delete(Path("pages.csv"));
        using var last = _job.Open();

        Assert.Equal((0L, 3L), (last.Recovery.QueuedAgain, last.Ledger.Pages));
    }

    [Theory]
    [InlineData(63, 0)]
    [InlineData(200, 1)]
    public void Zeros_at_the_end_of_a_binary_output_are_missing_rows_only_when_there_are_many(int zeros, int queuedAgain)
    {
        _job.Options = _job.Options with { Outputs = [new OutputSpec { Name = "raw" }] };
        using (var store = _job.Open())
        {
            CommitFound(store, Found("/1"), Found("/2"));
            CommitSettled(store, Page(Window(store)[0]) with { Outputs = [new OutputRow("raw", new byte[] { 1, 0, 0 })] });
            CommitSettled(store, Page(Window(store)[0]) with { Outputs = [new OutputRow("raw", (byte[])[7, .. new byte[zeros]])] });
        }

        using var again = _job.Open();

        Assert.Equal((queuedAgain, 2 - queuedAgain), (again.Recovery.QueuedAgain, again.Ledger.Pages));
    }

    [Fact]
    public void Store_says_that_an_output_is_gone_when_it_was_removed_or_cut_while_it_ran()
    {
        using (var store = _job.Open())
        {
            CrawlPages(store, 1);
            File.Delete(Path("pages.csv"));
            var gone = Assert.Throws<StorageException>(() => CrawlPages(store, 2));
            Assert.Equal((StorageError.Gone, false), (gone.Kind, gone.MayHeal));
        }

        using (var store = _job.Open())
        {
            CrawlPages(store, 2);
            using (var file = File.OpenHandle(Path("pages.jsonl"), access: FileAccess.Write)) RandomAccess.SetLength(file, 3);
            Assert.Equal(StorageError.Gone, Assert.Throws<StorageException>(() => CrawlPages(store, 3)).Kind);
        }

        using var again = _job.Open();
        CrawlPages(again, 3);
        AssertAgree(3);
    }

    private static SettledUrl Settled(QueuedUrl url) => Page(url) with
    {
        Outputs =
        [
            new OutputRow(Csv.Name, Encoding.UTF8.GetBytes(url.Url + "\r\n")),
            new OutputRow(Archive.Name, Encoding.UTF8.GetBytes(url.Url + "\n")),
        ],
    };

    private static void CrawlPages(CrawlStore store, int pages, bool withOutputs = true)
    {
        CommitFound(store, [.. Enumerable.Range(0, pages).Select(i => Found($"/{i}"))]);
        var one = store.Tables.Outputs.Streams.Any(stream => stream.Spec == Archive);
        foreach (var url in Window(store))
        {
            CommitSettled(store, !withOutputs ? Page(url)
                : one ? Settled(url)
                : Page(url) with { Outputs = [new OutputRow(Csv.Name, Encoding.UTF8.GetBytes(url.Url + "\r\n"))] });
        }
    }

    private string Path(string name) => System.IO.Path.Combine(_job.FullPath, name);

    private string Unzip(string name)
    {
        using var file = new FileStream(Path(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    /// <summary>Every output holds the same pages, each once.</summary>
    private void AssertAgree(int pages, string? directory = null)
    {
        directory ??= _job.FullPath;
        RecoveryTests.AssertEachRowOnce(directory, pages, pages);
        var csv = File.ReadAllLines(System.IO.Path.Combine(directory, "pages.csv"));
        Assert.Equal("url", csv[0]);
        var records = Directory.GetFiles(directory, "*.warc.gz").Order().SelectMany(file => Unzip(file).Split('\n')).Where(line => line.StartsWith("http", StringComparison.Ordinal));
        var expected = File.ReadAllLines(System.IO.Path.Combine(directory, "pages.jsonl")).Select(row => row.Split('"')[3]).ToList();
        Assert.Equal(expected, csv.Skip(1));
        Assert.Equal(expected, records);
    }
}
