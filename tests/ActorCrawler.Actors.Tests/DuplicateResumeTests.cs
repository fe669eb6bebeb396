using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors.Tests;

/// <summary>What an earlier run saw is known to the next one: by hash and by similar text.</summary>
public sealed class DuplicateResumeTests : IDisposable
{
    private readonly RawServerCrawl _crawl = new();

    public void Dispose() => _crawl.Dispose();

    [Theory]
    [InlineData("same", "<title>One</title><p>The very same text stands here, byte for byte")]
    [InlineData("similar", "<title>One</title><p>Nearly the very same text stands here, <p>number 4711 of many")]
    public async Task Page_with_the_content_of_a_page_of_the_first_run_is_marked_in_the_second(string marking, string copy)
    {
        const string Original = "<title>One</title><p>The very same text stands here, byte for byte";
        var text = string.Concat(Enumerable.Range(0, 40).Select(i => $"<p>Paragraph {i} says what all copies of this page say word by word</p>"));
        await using var server = RawServerCrawl.Serve(path => path switch
        {
            "/" => RawServerCrawl.Links(["/original", "/copy", "/other"]),
            "/original" => Original + text,
            "/copy" => copy + text,
            _ => "<title>Other</title><p>Nothing of what stands elsewhere",
        });
        string[] settings = ["fetch.allow-private=on", $"duplicates.mark={marking}", "frontier.concurrency=1"];

        var first = await _crawl.RunAsync([server.Url], [.. settings, "budget.max-pages=2"]);
        var second = await _crawl.RunAsync([server.Url], settings);

        Assert.Equal((2, 0), (first.Ledger.Pages, first.Ledger[Reason.Duplicate]));
        Assert.Equal((4, 1), (second.Ledger.Pages, second.Ledger[Reason.Duplicate]));
        Assert.Equal(server.Url + "copy", Assert.Single(_crawl.Reasons(), row => row.Value == "duplicate").Key);
    }
}
