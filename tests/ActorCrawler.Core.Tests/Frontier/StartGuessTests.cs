using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Core.Tests.Frontier;

/// <summary>Start URLs that were given without a scheme: https is a guess, and http what else it may have been.</summary>
public sealed class StartGuessTests
{
    /// <summary>Whether the refusal meets robots.txt or, where that is not asked for, the page. With retries first, http came 12 s late.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void Start_url_without_a_scheme_is_tried_by_http_at_once_when_https_cannot_be_reached(bool mayHeal, bool ignoreRobots)
    {
        var web = new FakeWeb().Page("http://a/").Answer("https://a/", new ExchangeOutcome.NoAnswer(Reason.Connect, "refused", mayHeal));
        web.Robots["https://a"] = _ => new RobotsReply.Unreachable(0, Reason.Connect, mayHeal, "refused");
        var store = new FakeStore();
        var run = new FrontierRun(web, store, 1, k => k.Politeness = k.Politeness with { IgnoreRobots = ignoreRobots });
        var guess = new NewUrl("https://a/", "https://a", VisitKind.StartGuess, 0, 0, 0, Reason.Queued);

        run.Tell(new FrontierCommand.Start(Ledger.Empty, [], false, 0, [guess]));
        run.GoOn();

        Assert.Equal(["http://a/"], store.UrlsWith(Reason.Page));
        Assert.Equal(["https://a/"], store.UrlsWith(Reason.Connect));
        Assert.Equal(1, run.Exchanges.Count(e => e.Url.StartsWith("https:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Start_url_with_its_scheme_is_tried_again_when_it_cannot_be_reached()
    {
        var web = new FakeWeb();
        web.Robots["https://a"] = _ => new RobotsReply.Unreachable(0, Reason.Connect, true, "refused");
        var store = new FakeStore();

        var run = new FrontierRun(web, store).Run(starts: "https://a/");

        Assert.Equal(3, run.Exchanges.Count);
        Assert.Equal(["https://a/"], store.UrlsWith(Reason.Connect));
    }
}
