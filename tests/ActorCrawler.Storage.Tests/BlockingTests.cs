using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using static ActorCrawler.Storage.Tests.TestJob;

namespace ActorCrawler.Storage.Tests;

public sealed class BlockingTests : IDisposable
{
    private readonly TestJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Pattern_excludes_what_is_queued_a_portion_with_every_commit()
    {
        _job.Options = _job.Options with { ClosingPortion = 4 };
        using var store = _job.Open();
        CommitFound(store, [.. Enumerable.Range(0, 10).Select(i => Found($"/{(i % 2 == 0 ? "a" : "b")}/{i}"))]);

        var results = new List<CommitResult> { Block(store, "/a/") };
        while (results[^1].HostsClosing > 0) results.Add(store.Commit(new CommitBatch()));

        Assert.Equal(3, results.Count);
        Assert.Equal(-5, results.Sum(r => r.Growth.Sum(g => g.Added)));
        Assert.All(results.SelectMany(r => r.Growth), g => Assert.Equal(int.MaxValue, g.MinDepth));
        Assert.Equal(5, store.Ledger[Reason.Blocked]);
        Assert.All(Window(store), url => Assert.Contains("/b/", url.Url, StringComparison.Ordinal));
    }

    [Fact]
    public void Leased_url_still_counts_when_it_matches()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/a/1"), Found("/a/2"));
        var leased = Window(store)[0];

        Block(store, "/a/", leased: leased.Id);
        var result = CommitSettled(store, Page(leased));

        Assert.Empty(result.Dropped);
        Assert.Equal(1, result.Ledger[Reason.Page]);
        Assert.Equal(1, result.Ledger[Reason.Blocked]);
    }

    [Fact]
    public void Settling_takes_nothing_when_the_block_was_faster()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/a/1"));
        var held = Window(store)[0];
        Block(store, "/a/");

        var result = CommitSettled(store, new SettledUrl { Url = held, Reason = Reason.Blocked });

        Assert.Equal([held.Id], result.Dropped);
        Assert.Equal(1, result.Ledger[Reason.Blocked]);
    }

    [Fact]
    public void Found_url_is_excluded_when_it_is_blocked_also_after_a_restart()
    {
        using (var store = _job.Open())
        {
            Block(store, "/a/");
            Block(store, "blocked.test");
            store.Close(clean: true);
        }

        using var again = _job.Open();
        CommitFound(again, Found("/a/1"), Found("/b/1"), Found("/", host: "https://blocked.test:8443"));

        Assert.Equal(["/a/", "blocked.test"], again.Blocks.Select(b => b.Text));
        Assert.Equal(2, again.Ledger[Reason.Blocked]);
        Assert.Equal("/b/1", Assert.Single(Window(again)).Url[Host.Length..]);
    }

    [Fact]
    public void Pass_goes_on_when_the_process_died_within_it()
    {
        _job.Options = _job.Options with { ClosingPortion = 2 };
        using (var store = _job.Open())
        {
            CommitFound(store, [.. Enumerable.Range(0, 9).Select(i => Found($"/a/{i}"))]);
            Block(store, "/a/");
        }

        using var again = _job.Open();

        Assert.Equal(9, again.Ledger[Reason.Blocked]);
        Assert.Equal(0, again.Ledger[Reason.Queued]);
    }

    [Fact]
    public void Host_is_closed_when_it_is_blocked_unless_the_frontier_does_that_itself()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/1", host: "http://a.test"), Found("/1", host: "https://a.test:8443"), Found("/1", host: "http://a.test.b"));

        Block(store, "a.test", active: 1);

        Assert.Equal([null, Reason.Blocked, null], new long[] { 1, 2, 3 }.Select(id => store.Host(id)!.Closed));
    }

    [Fact]
    public void Block_has_no_effect_when_its_commit_fails()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/a/1"));
        store.Tables.BeforeCommit = () => throw new StorageException(StorageError.DiskFull, "full");
        Assert.Throws<StorageException>(() => Block(store, "/a/"));
        store.Tables.BeforeCommit = null;

        Assert.Empty(store.Blocks);
        var result = CommitFound(store, Found("/a/2"));
        Assert.Equal(0, result.HostsClosing);
        Assert.Equal(2, result.Ledger[Reason.Queued]);
    }

    [Fact]
    public void Limit_is_kept_for_known_and_unknown_hosts_when_committed()
    {
        using (var store = _job.Open())
        {
            CommitFound(store, Found("/1", host: "http://a.test:8080"));
            var batch = new CommitBatch();
            Assert.True(HostPattern.TryParse("a.test", out var pattern));
            batch.Limits.Add(new HostLimit(pattern, TimeSpan.FromSeconds(7), 3));
            store.Commit(batch);
        }

        using var again = _job.Open();
        Assert.All(["http://a.test:8080", "http://a.test", "https://a.test"], key =>
        {
            var host = again.Host(key)!;
            Assert.Equal((TimeSpan.FromSeconds(7), 3), (host.DelayOverride, host.PerHostOverride));
        });
    }

    private static CommitResult Block(CrawlStore store, string text, long leased = 0, long active = 0)
    {
        Assert.True(BlockRule.TryParse(text, TimeSpan.FromSeconds(10), out var rule, out _));
        var batch = new CommitBatch();
        batch.Blocks.Add(new BlockOrder(rule, new HashSet<long> { active }, new HashSet<long> { leased }));
        return store.Commit(batch);
    }
}
