using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Reading;
using static ActorCrawler.Storage.Tests.TestJob;

namespace ActorCrawler.Storage.Tests;

public sealed class ReopeningTests : IDisposable
{
    private readonly TestJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Higher_depth_queues_again_what_the_lower_one_excluded_and_no_more()
    {
        using (var store = Open(maxDepth: 1))
        {
            CommitFound(store, Found("/", 0), Found("/1", 1), Found("/2", 2), Found("/3", 3), Found("/trap", 2, verdict: Reason.TrapQuery));
            foreach (var url in Window(store)) CommitSettled(store, Page(url));
            store.MarkFinished("complete");
            store.Close(clean: true);
        }

        using (var deeper = Open(maxDepth: 2))
        {
            Assert.Equal(["http://example.test/2"], Window(deeper).Select(url => url.Url));
            Assert.Equal((1, 1, 1, 2), (deeper.Ledger[Reason.Queued], deeper.Ledger[Reason.Depth], deeper.Ledger[Reason.TrapQuery], deeper.Ledger.Pages));
            Assert.Equal((1L, null), (deeper.Recovery.Revived, deeper.Finished));
            Assert.Equal("Higher budget: 1 URLs that a lower budget had excluded are queued again, 1 URLs wait.", deeper.Recovery.Message);
            deeper.Close(clean: true);
        }

        using var endless = Open(maxDepth: null);
        Assert.Equal(["http://example.test/2", "http://example.test/3"], Window(endless).Select(url => url.Url));
    }

    [Fact]
    public void Depth_excluded_urls_of_a_closed_host_get_its_reason_when_the_depth_grows()
    {
        using (var store = Open(maxDepth: 1))
        {
            CommitFound(store, Found("/2", 2));
            store.Commit(new CommitBatch { ClosedHosts = { (1, Reason.HostDead, "gave up") } });
        }

        using var deeper = Open(maxDepth: 2);

        Assert.Equal((1, 0, 0), (deeper.Ledger[Reason.HostDead], deeper.Ledger[Reason.Depth], deeper.Ledger[Reason.Queued]));
        Assert.Equal("gave up", deeper.Host(1)!.ClosedDetail);
    }

    [Fact]
    public void Lower_depth_excludes_what_is_queued_beyond_it_until_it_grows_again()
    {
        using (var store = Open(maxDepth: null)) CommitFound(store, Found("/", 0), Found("/5", 5), Found("/map.xml", 5, VisitKind.Sitemap));

        using (var flatter = Open(maxDepth: 3))
        {
            Assert.Equal((2, 1), (flatter.Ledger[Reason.Queued], flatter.Ledger[Reason.Depth]));
            Assert.Equal((1, 2), (CommitFound(flatter, Found("/4", 4)).Ledger[Reason.Depth] - 1, flatter.Host(1)!.Queued));
        }

        using var again = Open(maxDepth: 5);
        Assert.Equal((4, 0), (again.Ledger[Reason.Queued], again.Ledger[Reason.Depth]));
    }

    [Fact]
    public void Revived_url_gets_the_smaller_depth_when_a_shorter_path_to_it_is_found()
    {
        using (var store = Open(maxDepth: 1)) CommitFound(store, Found("/a", 9));
        using var deeper = Open(maxDepth: 10);

        CommitFound(deeper, Found("/a", 4));

        Assert.Equal(4, Assert.Single(Window(deeper)).Depth);
    }

    [Theory]
    [InlineData(1L, 0)]
    [InlineData(2L, 1)]
    [InlineData(null, 1)]
    public void Hosts_that_the_page_budget_closed_go_on_when_it_grows(long? maxPagesPerHost, int queued)
    {
        using (var store = _job.Open())
        {
            CommitFound(store, Found("/1"), Found("/2", 1));
            CommitSettled(store, Page(Window(store)[0]));
            store.Commit(new CommitBatch { ClosedHosts = { (1, Reason.Budget, "1 pages per host") } });
            Assert.Equal((0, 1), (store.Ledger[Reason.Queued], store.Ledger[Reason.Budget]));
        }

        _job.Options = _job.Options with { MaxPagesPerHost = maxPagesPerHost };
        using var again = _job.Open();

        Assert.Equal((queued, 1 - queued), (again.Ledger[Reason.Queued], again.Ledger[Reason.Budget]));
        Assert.Equal(queued == 1 ? null : Reason.Budget, again.Host(1)!.Closed);
    }

    [Fact]
    public void Change_of_depth_happens_whole_or_not_at_all_when_the_process_dies_within_it()
    {
        using (var store = Open(maxDepth: 0)) CommitFound(store, Found("/1", 1));
        using var copies = new DirectoryCopies(_job);
        StoreOptions? within = null;
        Commits.JobTables.Opened = tables => tables.BeforeCommit = () => within ??= copies.Next();
        Open(maxDepth: 1).Dispose();
        Commits.JobTables.Opened = null;

        using var reader = JobReader.Open(within!.Directory);
        Assert.Equal((0, 1), (reader.Ledger()[Reason.Queued], reader.Ledger()[Reason.Depth]));
        using var again = CrawlStore.Open(within);
        Assert.Equal((1, 0), (again.Ledger[Reason.Queued], again.Ledger[Reason.Depth]));
    }

    private CrawlStore Open(int? maxDepth)
    {
        _job.Options = _job.Options with { MaxDepth = maxDepth };
        return _job.Open();
    }
}
