using ActorCrawler.Core.Frontier;
using static ActorCrawler.Storage.Tests.TestJob;

namespace ActorCrawler.Storage.Tests;

public sealed class CrawlStoreTests : IDisposable
{
    private readonly TestJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Commit_queues_found_urls_under_their_hosts_when_they_are_new()
    {
        using var store = _job.Open();

        var result = CommitFound(store, Found("/a"), Found("/b", 1), Found("/a"), Found("/c", host: "http://other.test"));

        Assert.Equal(
            [new HostGrowth(1, Host, 2, 0), new HostGrowth(2, "http://other.test", 1, 0)],
            result.Growth);
        Assert.Equal(3, result.Ledger.Discovered);
        Assert.Equal(["http://example.test/a", "http://example.test/b"], Window(store).Select(url => url.Url));
    }

    [Fact]
    public void Commit_adds_nothing_when_urls_are_known()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/a"));

        var result = CommitFound(store, Found("/a"), Found("/a", 3));

        Assert.Empty(result.Growth);
        Assert.Equal(1, result.Ledger.Discovered);
    }

    [Fact]
    public void LoadWindow_goes_by_priority_then_depth_then_discovery_when_it_reads_a_queue()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/deep", 2), Found("/start"), Found("/map.xml", 1, VisitKind.Sitemap), Found("/one", 1), Found("/two", 1));

        var window = Window(store, max: 4);

        Assert.Equal(["/map.xml", "/start", "/one", "/two"], window.Select(url => url.Url[Host.Length..]));
    }

    [Fact]
    public void LoadWindow_leaves_out_what_the_caller_holds_and_what_must_wait_when_asked()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/held"), Found("/later"), Found("/now"));
        var later = Window(store)[1];
        var batch = new CommitBatch();
        var due = TestClock.Start.AddMinutes(5);
        batch.Retried.Add(new RetriedUrl(later, Reason.Timeout, 0, "slow", TestClock.Start, due, 1, Suspect: true));
        store.Commit(batch);

        var window = store.LoadWindow(1, new HashSet<long> { 1 }, 10, TestClock.Start, out var nextRetry);
        var afterwards = store.LoadWindow(1, new HashSet<long> { 1 }, 10, due, out var none);

        Assert.Equal(["http://example.test/now"], window.Select(url => url.Url));
        Assert.Equal(due, nextRetry);
        Assert.Equal(["http://example.test/later", "http://example.test/now"], afterwards.Select(url => url.Url));
        Assert.Equal((1, true, due), (afterwards[0].Attempts, afterwards[0].Suspect, afterwards[0].NotBefore));
        Assert.Null(none);
    }

    [Fact]
    public void LoadWindow_takes_a_retry_as_due_when_its_wait_is_longer_than_any_may_be()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/a"));
        var batch = new CommitBatch();
        batch.Retried.Add(new RetriedUrl(Window(store)[0], Reason.Timeout, 0, null, TestClock.Start, TestClock.Start.AddDays(1), 1, false));
        store.Commit(batch);

        Assert.Single(Window(store));
    }

    /// <summary>A clock that was set back by half an hour made a retry wait half an hour: only waits beyond one hour were taken for such.</summary>
    [Fact]
    public void LoadWindow_takes_a_retry_as_due_when_its_wait_is_longer_than_this_one_can_have_been()
    {
        _job.Options = _job.Options with { LongestRetryWait = attempts => TimeSpan.FromSeconds(4 * attempts) };
        using var store = _job.Open();
        CommitFound(store, Found("/a"));
        var batch = new CommitBatch();
        batch.Retried.Add(new RetriedUrl(Window(store)[0], Reason.Timeout, 0, null, TestClock.Start, TestClock.Start.AddSeconds(8), 2, false));
        store.Commit(batch);

        Assert.Empty(Window(store));
        Assert.Single(store.LoadWindow(1, new HashSet<long>(), 10, TestClock.Start.AddMinutes(-30), out var next));
        Assert.Null(next);
    }

    [Fact]
    public void Commit_writes_rows_and_settles_when_a_page_is_done()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/", 0, VisitKind.Start));

        var result = CommitSettled(store, Page(Window(store)[0]) with { ExternalLinks = 4 });

        Assert.Equal((1, 5, 4, 50), (result.Ledger.Pages, result.Ledger.Discovered, result.Ledger[Reason.Scope], result.Ledger.BytesReceived));
        Assert.Equal(["""{"url":"http://example.test/"}"""], _job.Pages());
        Assert.Equal(
            ["""{"url":"http://example.test/","state":"done","reason":"page","status":200,"content_type":"text/html","size":100,"depth":0,"indexable":true,"fetched_at":"2026-11-22T10:00:00.000Z","elapsed_ms":12}"""],
            _job.Rows());
        Assert.Empty(Window(store));
        Assert.Equal((1, 0), (store.Host(1)!.Pages, store.Host(1)!.Queued));
    }

    [Fact]
    public void Commit_drops_a_settled_url_when_it_was_settled_before()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/"));
        var url = Window(store)[0];
        CommitSettled(store, Page(url));

        var result = CommitSettled(store, Page(url));

        Assert.Equal((1, 1), (result.Dropped.Count, result.Ledger.Pages));
        Assert.Single(_job.Pages());
        Assert.Single(_job.Rows());
    }

    [Theory]
    [InlineData(Reason.Robots, 1)]
    [InlineData(Reason.CrawlDelayTooLong, 1)]
    [InlineData(Reason.NotIncluded, 0)]
    [InlineData(Reason.TrapQuery, 0)]
    public void Commit_writes_a_row_for_an_excluded_url_only_when_robots_txt_excluded_it(Reason reason, int rows)
    {
        using var store = _job.Open();

        var result = CommitFound(store, Found("/x", verdict: reason));

        Assert.Equal(1, result.Ledger[reason]);
        Assert.Equal(rows, _job.Rows().Length);
    }

    [Fact]
    public void Commit_counts_and_does_not_store_when_a_found_url_is_out_of_scope()
    {
        using var store = _job.Open();

        var result = CommitFound(store, Found("/x", verdict: Reason.Scope), Found("/x", verdict: Reason.Scope));

        Assert.Equal((2, 2), (result.Ledger.Discovered, result.Ledger[Reason.Scope]));
        Assert.Null(store.Host(Host));
    }

    [Fact]
    public void Depth_excludes_and_revives_when_a_shorter_path_is_found()
    {
        _job.Options = _job.Options with { MaxDepth = 2 };
        using var store = _job.Open();
        var excluded = CommitFound(store, Found("/a", 5));

        var stillTooDeep = CommitFound(store, Found("/a", 3));
        var revived = CommitFound(store, Found("/a", 2));

        Assert.Equal(1, excluded.Ledger[Reason.Depth]);
        Assert.Equal(1, stillTooDeep.Ledger[Reason.Depth]);
        Assert.Equal((0, 1), (revived.Ledger[Reason.Depth], revived.Ledger[Reason.Queued]));
        Assert.Equal([new HostGrowth(1, Host, 1, 2)], revived.Growth);
        Assert.Equal(2, Window(store)[0].Depth);
    }

    [Fact]
    public void Depth_shrinks_while_queued_and_while_leased_when_a_shorter_path_is_found()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/from"), Found("/a", 7));
        var leased = Window(store)[1];

        var result = CommitFound(store, Found("/a", 3) with { ReferrerId = 1 });
        var moved = Window(store)[1];
        var settled = CommitSettled(store, Page(leased));

        Assert.Equal([new HostGrowth(1, Host, 0, 3)], result.Growth);
        Assert.Equal((3, 1, "http://example.test/from"), (moved.Depth, moved.ReferrerId, moved.Referrer));
        Assert.Equal((0, 1), (settled.Dropped.Count, settled.Ledger.Pages));
        Assert.Contains("\"depth\":3,\"referrer\":\"http://example.test/from\"", _job.Rows()[0]);
    }

    [Fact]
    public void Depth_beyond_what_is_kept_beside_fingerprints_shrinks_when_a_shorter_path_is_found()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/a", 1000));

        CommitFound(store, Found("/a", 600));
        CommitFound(store, Found("/a", 900));

        Assert.Equal(600, Window(store)[0].Depth);
    }

    [Fact]
    public void ClosedHosts_settle_their_queue_in_portions_when_it_is_long()
    {
        _job.Options = _job.Options with { ClosingPortion = 2 };
        using var store = _job.Open();
        CommitFound(store, Found("/1"), Found("/2"), Found("/3"), Found("/4"), Found("/5"), Found("/", host: "http://other.test"));
        var batch = new CommitBatch();
        batch.ClosedHosts.Add((1, Reason.HostDead, "gave up"));

        var first = store.Commit(batch);
        var second = store.Commit(new CommitBatch());
        var third = store.Commit(new CommitBatch());
        var late = CommitFound(store, Found("/6"));

        Assert.Equal((2, 1), (first.Ledger[Reason.HostDead], first.HostsClosing));
        Assert.Equal((4, 1), (second.Ledger[Reason.HostDead], second.HostsClosing));
        Assert.Equal((5, 0), (third.Ledger[Reason.HostDead], third.HostsClosing));
        Assert.Equal((6, 1), (late.Ledger[Reason.HostDead], late.Ledger[Reason.Queued]));
        Assert.Equal(6, _job.Rows().Count(row => row.Contains("host-dead")));
        Assert.Equal(Reason.HostDead, store.Host(1)!.Closed);
    }

    [Fact]
    public void MaxUrlsPerHost_excludes_the_rest_when_it_is_reached()
    {
        _job.Options = _job.Options with { MaxUrlsPerHost = 2 };
        using var store = _job.Open();

        var result = CommitFound(store, Found("/1"), Found("/2"), Found("/3"));

        Assert.Equal((2, 1), (result.Ledger[Reason.Queued], result.Ledger[Reason.TrapHostUrls]));
    }

    [Fact]
    public void Hosts_come_back_as_they_were_stored_when_clocks_and_robots_were_committed()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/"));
        var robots = new RobotsRecord(TestClock.Start, TestClock.Start.AddDays(1), 2, 200, "User-agent: *"u8.ToArray(), TestClock.Start.AddHours(-1));
        var host = store.Host(1)! with
        {
            LastContact = TestClock.Start.AddTicks(7),
            Wait = TimeSpan.FromSeconds(1.5),
            CrawlDelay = TimeSpan.FromSeconds(3),
            Failures = 2,
            Latency = TimeSpan.FromTicks(12345),
            DelayOverride = TimeSpan.FromSeconds(9),
            PerHostOverride = 4,
        };
        var batch = new CommitBatch { Hosts = { host }, Robots = { (1, robots) } };

        store.Commit(batch);
        var read = store.Host(Host)!;

        Assert.Equal(robots.Body.ToArray(), read.Robots!.Body.ToArray());
        Assert.Equal(robots with { Body = default }, read.Robots with { Body = default });
        Assert.Equal(host, read with { Robots = null });
        Assert.Equal([1L], store.LoadHosts(0, new HashSet<long>(), 5).Select(h => h.Id));
        Assert.Empty(store.LoadHosts(1, new HashSet<long>(), 5));
        Assert.Empty(store.LoadHosts(0, new HashSet<long> { 1 }, 5));
    }
}
