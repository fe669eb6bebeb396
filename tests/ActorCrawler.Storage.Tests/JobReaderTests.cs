using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Reading;
using static ActorCrawler.Storage.Tests.TestJob;

namespace ActorCrawler.Storage.Tests;

public sealed class JobReaderTests : IDisposable
{
    private readonly TestJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Why_tells_everything_of_a_page_when_a_crawl_runs()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/", 0, VisitKind.Start));
        CommitSettled(store, Page(Window(store)[0]) with { Links = LinkTests.Block(store, (Host + "/a", Reason.Queued)) });
        var url = Window(store)[0];
        var batch = new CommitBatch();
        batch.Retried.Add(new RetriedUrl(url, Reason.HttpServerError, 503, "busy", TestClock.Start, TestClock.Start, 1, Suspect: false));
        store.Commit(batch);
        CommitSettled(store, Page(Window(store)[0]) with { ETag = "\"x\"", LastModified = "yesterday" });

        using var reader = JobReader.Open(_job.FullPath);
        var why = reader.Why(Host + "/a")!;

        Assert.Equal((2, Reason.Page, VisitKind.Link, 1, 2, 200), (why.Id, why.Reason, why.Kind, why.Depth, why.Attempts, why.Status));
        Assert.Equal([Host + "/"], why.Referrers);
        Assert.Equal([new AttemptRecord(1, TestClock.Start, Reason.HttpServerError, 503, false, "busy")], why.History);
        Assert.Equal(("\"x\"", "yesterday", 32), (why.ETag, why.LastModified, why.ContentHash.Length));
        Assert.Equal(2, why.Host.Pages);
        Assert.Equal("{\"url\":\"http://example.test/a\"}\n", Read(why.Page!));
        Assert.StartsWith("{\"url\":\"http://example.test/a\",\"state\":\"done\"", Read(why.Row!));
    }

    [Fact]
    public void Why_tells_of_waiting_and_excluded_urls_and_nothing_of_unknown_ones()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/a"), Found("/b", 2, verdict: Reason.ExcludePattern));
        var batch = new CommitBatch();
        var due = TestClock.Start.AddMinutes(1);
        batch.Retried.Add(new RetriedUrl(Window(store)[0], Reason.Timeout, 0, null, TestClock.Start, due, 1, Suspect: true));
        store.Commit(batch);
        using var reader = JobReader.Open(_job.FullPath);

        var waiting = reader.Why(Host + "/a")!;
        var excluded = reader.Why(Host + "/b")!;

        Assert.Equal((Reason.Queued, 1, due, true), (waiting.Reason, waiting.Attempts, waiting.NotBefore, waiting.Suspect));
        Assert.Equal((Reason.ExcludePattern, 2, null), (excluded.Reason, excluded.Depth, excluded.Row));
        Assert.Null(reader.Why(Host + "/never"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Why_finds_each_url_when_most_are_in_segments(bool damaged)
    {
        _job.Options = _job.Options with { KnownUrlsMemory = 1, VerifyBooks = false };
        using (var store = _job.Open())
        {
            for (var i = 0; i < 20; i++) CommitFound(store, [.. Enumerable.Range(i * 200, 200).Select(n => Found($"/{n}"))]);
            Assert.True(store.Tables.Known.MergedId > 0);
            store.Close(clean: true);
        }

        if (damaged) File.WriteAllText(Path.Combine(_job.FullPath, JobDirectory.KnownFile), "gone");
        using var reader = JobReader.Open(_job.FullPath);

        for (var n = 0; n < 4000; n += 37) Assert.Equal(n + 1, reader.Why($"{Host}/{n}")!.Id);
        Assert.Null(reader.Why(Host + "/4000"));
    }

    [Fact]
    public void Job_tells_the_books_while_a_crawl_runs_and_after_it_was_closed()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/"), Found("/x"));
        using var reader = JobReader.Open(_job.FullPath);
        var before = reader.Job();

        var batch = new CommitBatch { ScopeHosts = { "http://www.example.test" }, Settled = { Page(Window(store)[0]), Failed(Window(store)[1]) } };
        _job.Clock.Advance(TimeSpan.FromSeconds(90));
        store.Commit(batch);
        store.MarkFinished("nothing is left");
        var after = reader.Job();
        var failures = reader.RecentFailures(5);
        store.Close(clean: true);
        var closed = reader.Job();

        Assert.Equal((2, 0, false, 1), (before.Ledger.Discovered, before.Ledger.Pages, before.Closed, before.Epoch));
        Assert.Equal((1, 1), (after.Ledger.Pages, after.Ledger[Reason.HttpClientError]));
        Assert.Equal(("nothing is left", TimeSpan.FromSeconds(90)), (after.Finished, after.Elapsed));
        Assert.Equal(["http://www.example.test"], after.ScopeHosts);
        Assert.Equal([(JobDirectory.PagesFile, 1L), (JobDirectory.UrlsFile, 2L)], after.Outputs.Select(output => (output.Name, output.Rows)));
        Assert.Equal([new FailureRecord(Host + "/x", Reason.HttpClientError, 404, "no", TestClock.Start)], failures);
        Assert.True(closed.Closed);
    }

    [Fact]
    public void Open_refuses_when_there_is_no_job()
    {
        Assert.Equal(JobDirectoryError.NotFound, Assert.Throws<JobDirectoryException>(() => JobReader.Open(_job.FullPath)).Kind);
    }

    private string Read(RowPlace place)
    {
        using var file = new FileStream(Path.Combine(_job.FullPath, place.File), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = place.Offset;
        var bytes = new byte[place.Length];
        file.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
