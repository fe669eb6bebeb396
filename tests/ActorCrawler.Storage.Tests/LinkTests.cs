using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Urls;
using static ActorCrawler.Storage.Tests.TestJob;

namespace ActorCrawler.Storage.Tests;

public sealed class LinkTests : IDisposable
{
    private readonly TestJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Commit_enters_the_links_of_a_page_one_deeper_when_it_is_settled()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/"));
        var links = Block(store, (Host + "/a", Reason.Queued), ("https://other.test/b", Reason.Queued), (Host + "/c", Reason.ExcludePattern), (Host + "/", Reason.Queued));

        var result = CommitSettled(store, Page(Window(store)[0]) with { Links = links, ExternalLinks = 7 });

        Assert.Equal([new HostGrowth(1, Host, 1, 1), new HostGrowth(2, "https://other.test", 1, 1)], result.Growth);
        Assert.Equal(
            (11, 2, 1, 7), (result.Ledger.Discovered, result.Ledger[Reason.Queued], result.Ledger[Reason.ExcludePattern], result.Ledger[Reason.Scope]));
        var url = Assert.Single(Window(store));
        Assert.Equal((Host + "/a", 1, 1, Host + "/"), (url.Url, url.Depth, url.ReferrerId, url.Referrer));
    }

    [Fact]
    public void Commit_counts_external_links_when_they_stand_in_the_block()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/"));

        var result = CommitSettled(
            store, Page(Window(store)[0]) with { Links = Block(store, ("http://far.test/", Reason.Scope), (Host + "/a", Reason.Queued)) });

        Assert.Equal((3, 1), (result.Ledger.Discovered, result.Ledger[Reason.Scope]));
        Assert.Null(store.Host("http://far.test"));
    }

    [Fact]
    public void Commit_follows_the_depth_at_which_a_page_stood_when_a_shorter_path_to_it_came_while_it_was_leased()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/", 5));
        var leased = Window(store)[0];
        CommitFound(store, Found("/", 2));

        CommitSettled(store, Page(leased) with { Links = Block(store, (Host + "/a", Reason.Queued)) });

        Assert.Equal(3, Window(store)[0].Depth);
    }

    [Fact]
    public void Commit_takes_links_once_and_numbers_them_in_the_order_of_discovery_when_pages_share_them()
    {
        using var store = _job.Open();
        CommitFound(store, [.. Enumerable.Range(0, 20).Select(i => Found($"/{i}"))]);
        var pages = Window(store).Select((url, i) => Page(url) with
        {
            Links = Block(store, [.. Enumerable.Range(i, 30).Select(n => ($"{Host}/new/{n}", Reason.Queued))]),
        });

        var result = CommitSettled(store, [.. pages]);

        Assert.Equal(49, result.Ledger[Reason.Queued]);
        Assert.Equal(Enumerable.Range(0, 49).Select(n => $"{Host}/new/{n}"), Window(store).Select(url => url.Url));
        Assert.Empty(CommitFound(store, [.. Enumerable.Range(0, 49).Select(n => Found($"/new/{n}", 1))]).Growth);
    }

    [Fact]
    public void Commit_has_no_effect_on_what_is_known_when_it_fails()
    {
        using var store = _job.Open();
        CommitFound(store, Found("/"));
        var page = Page(Window(store)[0]) with { Links = Block(store, (Host + "/a", Reason.Queued), ("http://new.test/b", Reason.Queued)) };
        store.Tables.BeforeCommit = () => throw new IOException("Input/output error", 5);
        Assert.Throws<IOException>(() => CommitSettled(store, page));
        store.Tables.BeforeCommit = null;

        var result = CommitSettled(store, page);

        Assert.Equal((3, 2), (result.Ledger.Discovered, result.Ledger[Reason.Queued]));
    }

    internal static byte[] Block(CrawlStore store, params (string Url, Reason Verdict)[] links)
    {
        var fingerprinter = new Fingerprinter(store.FingerprintKey.Span);
        var writer = new LinkBlockWriter();
        foreach (var (text, verdict) in links)
        {
            var url = CrawlUrl.FromCanonical(text);
            writer.Add(Encoding.ASCII.GetBytes(url.Href), url.Parts, fingerprinter.Compute(url), verdict, LinkSources.Anchor);
        }

        return writer.ToArray();
    }
}
