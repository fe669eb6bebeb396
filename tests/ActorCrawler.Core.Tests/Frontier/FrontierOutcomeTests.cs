using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Core.Tests.Frontier;

public sealed class FrontierOutcomeTests
{
    private const string A = "http://a/";

    [Fact]
    public void Redirect_is_an_outcome_and_its_target_a_url_of_its_own()
    {
        var store = new FakeStore();
        var web = new FakeWeb().Page(A, "http://a/old").Redirect("http://a/old", "http://a/new").Page("http://a/new");

        new FrontierRun(web, store).Run(starts: A);

        Assert.Equal(["http://a/old"], store.UrlsWith(Reason.Redirect));
        Assert.Equal([A, "http://a/new"], store.UrlsWith(Reason.Page).Order());
        Assert.Equal(1, store.Settled.Single(s => s.Url.Url == "http://a/new").Url.Hops);
    }

    [Fact]
    public void Redirect_to_what_the_rules_take_for_the_same_url_is_followed_as_it_stands()
    {
        var store = new FakeStore();
        var web = new FakeWeb().Page(A, "http://a/x").Redirect("http://a/x", "http://a/x?utm=1").Page("http://a/x?utm=1");

        new FrontierRun(web, store).Run(starts: A);

        Assert.Equal([A, "http://a/x?utm=1"], store.UrlsWith(Reason.Page).Order());
    }

    [Fact]
    public void Redirect_of_a_url_to_itself_ends()
    {
        var store = new FakeStore();
        var web = new FakeWeb().Page(A, "http://a/x").Redirect("http://a/x", "http://a/x");

        new FrontierRun(web, store).Run(starts: A);

        Assert.Equal(["http://a/x"], store.UrlsWith(Reason.Redirect));
    }

    [Fact]
    public void Endless_redirects_end_at_the_limit()
    {
        var store = new FakeStore();
        var web = new FakeWeb().Page(A, "http://a/0");
        for (var i = 0; i < 50; i++) web.Redirect($"http://a/{i}", $"http://a/{i + 1}");

        new FrontierRun(web, store).Run(starts: A);

        Assert.Equal(20, store.Ledger[Reason.Redirect]);
        Assert.Equal(["http://a/20"], store.UrlsWith(Reason.TooManyRedirects));
    }

    [Fact]
    public void Start_url_that_redirects_adds_its_targets_host_to_the_scope()
    {
        var store = new FakeStore();
        var web = new FakeWeb().Redirect(A, "http://www.a/").Page("http://www.a/", "http://www.a/x").Page("http://www.a/x");
        web.Scope.Clear();
        web.Scope.Add("http://a");

        var run = new FrontierRun(web, store).Run(starts: A);

        Assert.Contains("http://www.a", web.Scope);
        Assert.Equal(["http://www.a/", "http://www.a/x"], store.UrlsWith(Reason.Page).Order());
        Assert.Contains(run.Notes, n => n.Contains("joins the scope", StringComparison.Ordinal));
    }

    [Fact]
    public void Link_that_redirects_out_of_the_scope_is_not_followed()
    {
        var store = new FakeStore();
        var web = new FakeWeb().Page(A, "http://a/out").Redirect("http://a/out", "http://b/");

        new FrontierRun(web, store).Run(starts: A);

        Assert.Equal(["http://b/"], store.UrlsWith(Reason.Scope));
        Assert.Equal("http://b/", store.Settled.Single(s => s.Reason == Reason.Redirect).RedirectUrl);
    }

    [Theory]
    [InlineData(500, 3, Reason.HttpServerError)]
    [InlineData(404, 1, Reason.HttpClientError)]
    [InlineData(410, 1, Reason.HttpClientError)]
    [InlineData(408, 3, Reason.HttpClientError)]
    [InlineData(501, 1, Reason.HttpServerError)]
    [InlineData(304, 1, Reason.HttpUnexpectedStatus)]
    public void Error_status_is_tried_again_only_when_it_may_heal(int status, int attempts, Reason reason)
    {
        var store = new FakeStore();
        var web = new FakeWeb().Page(A, "http://a/bad").Answer("http://a/bad", new ExchangeOutcome.HttpError(), status);

        var run = new FrontierRun(web, store).Run(starts: A);

        Assert.Equal(attempts, run.Exchanges.Count(e => e.Url == "http://a/bad"));
        Assert.Equal(["http://a/bad"], store.UrlsWith(reason));
    }

    [Fact]
    public void Retry_after_is_obeyed_by_the_whole_host()
    {
        var web = new FakeWeb().Page(A, "http://a/busy", "http://a/1", "http://a/2").Page("http://a/1").Page("http://a/2");
        web.Answer("http://a/busy", new ExchangeOutcome.HttpError(), 429, TimeSpan.FromMinutes(5));
        var store = new FakeStore();

        var run = new FrontierRun(web, store).Run(starts: A);

        foreach (var busy in run.Exchanges.Where(e => e.Url == "http://a/busy"))
        {
            foreach (var later in run.Exchanges.Where(e => e.Host == "http://a" && e.Start > busy.End))
                Assert.True(later.Start - busy.End >= TimeSpan.FromMinutes(5));
        }

        Assert.Equal(3, store.Ledger.Pages);
        Assert.Equal(2, store.Retried.Count);
    }

    [Fact]
    public void Wait_longer_than_the_limit_fails_the_hosts_urls_with_the_reason()
    {
        var web = new FakeWeb().Page(A, "http://a/busy", "http://a/1", "http://b/").Page("http://a/1").Page("http://b/");
        web.Answer("http://a/busy", new ExchangeOutcome.HttpError(), 503, TimeSpan.FromHours(2));
        var store = new FakeStore();

        var run = new FrontierRun(web, store).Run(starts: A);

        Assert.Equal(["http://a/1", "http://a/busy"], store.UrlsWith(Reason.WaitTooLong).Order());
        Assert.Equal(["http://a/", "http://b/"], store.UrlsWith(Reason.Page).Order());
        Assert.Equal(FinishReason.Complete, run.Finished);
    }

    [Fact]
    public void Host_that_fails_again_and_again_is_given_up()
    {
        var web = new FakeWeb();
        web.Page(A, [.. Enumerable.Range(0, 50).Select(i => $"http://a/{i}")]);
        for (var i = 0; i < 50; i++) web.Answer($"http://a/{i}", new ExchangeOutcome.NoAnswer(Reason.Connect, "refused", true));
        var store = new FakeStore();

        var run = new FrontierRun(web, store).Run(starts: A);

        Assert.True(store.Ledger[Reason.HostDead] > 30);
        Assert.Equal(50, store.Ledger[UrlState.Failed]);
        Assert.Equal(20, run.Exchanges.Count(e => e.Url != A && !e.Url.EndsWith("robots.txt", StringComparison.Ordinal)));
    }

    [Fact]
    public void Robots_rules_exclude_with_the_line_that_decided()
    {
        var store = new FakeStore();
        var web = new FakeWeb().Page(A, "http://a/private/x", "http://a/b").Page("http://a/private/x").Page("http://a/b");
        web.RobotsTxt("http://a", "User-agent: *\nDisallow: /private/");

        var run = new FrontierRun(web, store).Run(starts: A);

        var excluded = Assert.Single(store.Settled, s => s.Reason == Reason.Robots);
        Assert.Equal("http://a/private/x", excluded.Url.Url);
        Assert.Equal("robots.txt line 2: Disallow: /private/", excluded.Detail);
        Assert.DoesNotContain(run.Exchanges, e => e.Url == "http://a/private/x");
        Assert.Equal("http://a/robots.txt", run.Exchanges[0].Url);
    }

    [Fact]
    public void Crawl_delay_beyond_the_limit_excludes_the_host()
    {
        var store = new FakeStore();
        var web = new FakeWeb().Page(A, "http://a/b").RobotsTxt("http://a", "User-agent: *\nCrawl-delay: 301");

        var run = new FrontierRun(web, store).Run(starts: A);

        Assert.Equal([A], store.UrlsWith(Reason.CrawlDelayTooLong));
        Assert.Single(run.Exchanges);
    }

    [Fact]
    public void Crawl_delay_is_obeyed_even_without_a_delay_of_our_own_and_one_at_a_time()
    {
        var web = new FakeWeb().Page(A, "http://a/1", "http://a/2", "http://a/3").Page("http://a/1").Page("http://a/2").Page("http://a/3");
        web.RobotsTxt("http://a", "User-agent: *\nCrawl-delay: 2");

        var run = new FrontierRun(web, new FakeStore(), 1, k => k.Politeness = k.Politeness with { Delay = TimeSpan.Zero, PerHost = 8 }).Run(starts: A);

        Assert.Equal(5, run.Exchanges.Count);
        CrawlFrontierTests.AssertGaps(run.Exchanges, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Robots_that_answers_errors_defers_the_host_until_it_heals()
    {
        var web = new FakeWeb().Page(A);
        var healed = new DateTimeOffset(2026, 1, 1, 0, 10, 0, TimeSpan.Zero);
        web.Robots["http://a"] = now => now < healed ? new RobotsReply.Unreachable(503, null, true, "503") : FakeWeb.Rules("", now);
        var store = new FakeStore();

        var run = new FrontierRun(web, store).Run(starts: A);

        Assert.Equal([A], store.UrlsWith(Reason.Page));
        Assert.True(run.Exchanges.Single(e => e.Url == A).Start >= healed);
    }

    [Fact]
    public void Robots_that_answers_errors_for_too_long_fails_the_host()
    {
        var web = new FakeWeb().Page(A);
        web.Robots["http://a"] = _ => new RobotsReply.Unreachable(503, null, true, "503");
        var store = new FakeStore();

        var run = new FrontierRun(web, store).Run(starts: A);

        Assert.Equal([A], store.UrlsWith(Reason.RobotsUnreachable));
        Assert.True(run.Now - run.Exchanges[0].Start >= TimeSpan.FromMinutes(30));
    }

    [Fact]
    public void Robots_of_a_host_that_cannot_be_reached_fails_its_urls_with_that_reason()
    {
        var web = new FakeWeb().Page(A);
        web.Robots["http://a"] = _ => new RobotsReply.Unreachable(0, Reason.Dns, false, "no such host");
        var store = new FakeStore();

        var run = new FrontierRun(web, store).Run(starts: A);

        Assert.Equal([A], store.UrlsWith(Reason.Dns));
        Assert.Single(run.Exchanges);
    }

    [Fact]
    public void Robots_redirect_is_followed_politely_on_its_target_too()
    {
        var web = new FakeWeb().Page(A, "http://b/", "http://a/1").Page("http://a/1").Page("http://b/", "http://b/1").Page("http://b/1");
        web.Robots["http://a"] = now => new RobotsReply.Redirect("http://b/r.txt");
        web.Robots["http://b"] = now => FakeWeb.Rules("User-agent: *\nDisallow: /1", now);
        var store = new FakeStore();

        var run = new FrontierRun(web, store).Run(starts: [A, "http://b/"]);

        Assert.Equal(["http://a/1", "http://b/1"], store.UrlsWith(Reason.Robots).Order());
        CrawlFrontierTests.AssertGaps(run.Exchanges.Where(e => e.Host == "http://b").OrderBy(e => e.Start), TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(true, new[] { "http://a/b", "http://a/c" })]
    [InlineData(false, new[] { "http://a/b" })]
    public void Page_with_an_earlier_pages_content_is_marked_and_followed_only_when_asked_for(bool follows, string[] others)
    {
        var web = new FakeWeb().Page(A, "http://a/copy").Page("http://a/copy", "http://a/c").Page("http://a/c").Alike(A, "http://a/copy");
        web.Answers[A] = web.Answers[A] with { Links = ["http://a/copy", "http://a/b"] };
        web.Page("http://a/b");
        var store = new FakeStore();

        new FrontierRun(web, store, set: k =>
        {
            k.Duplicates = new DuplicateIndex(0, null);
            k.Settings = k.Settings with { FollowDuplicates = follows };
        }).Run(starts: A);

        Assert.Equal(["http://a/copy"], store.UrlsWith(Reason.Duplicate));
        Assert.Equal([A, .. others], store.UrlsWith(Reason.Page).Order());
        Assert.Equal(store.Settled.Count, store.Ledger.Pages);
        Assert.Equal(store.Settled[0].Url.Id, store.Settled.Single(s => s.Reason == Reason.Duplicate).DuplicateOf);
        Assert.Equal(UrlState.Done, Reason.Duplicate.State());
    }

    [Fact]
    public void Sitemaps_are_read_unless_switched_off()
    {
        var web = new FakeWeb().Page(A).Page("http://a/only-in-sitemap");
        web.RobotsTxt("http://a", "Sitemap: http://a/sitemap.xml");
        web.Answers["http://a/sitemap.xml"] = new FakeAnswer(new ExchangeOutcome.Body(10), 200, ["http://a/only-in-sitemap"]);

        var with = new FakeStore();
        new FrontierRun(web, with).Run(starts: A);
        var without = new FakeStore();
        new FrontierRun(web, without, 1, k => k.Settings = k.Settings with { Sitemaps = false }).Run(starts: A);

        Assert.Equal([A, "http://a/only-in-sitemap"], with.UrlsWith(Reason.Page).Order());
        Assert.Equal(["http://a/sitemap.xml"], with.UrlsWith(Reason.Sitemap));
        Assert.Equal([A], without.UrlsWith(Reason.Page));
    }

    [Fact]
    public void Sitemaps_are_guessed_where_robots_txt_names_none()
    {
        var web = new FakeWeb().Page(A).Page("http://b/").Page("http://a/only-in-sitemap");
        web.RobotsTxt("http://b", "Sitemap: http://b/named.xml");
        web.Answers["http://a/sitemap.xml"] = new FakeAnswer(new ExchangeOutcome.Body(10), 200, ["http://a/only-in-sitemap"]);
        web.Answers["http://b/named.xml"] = new FakeAnswer(new ExchangeOutcome.Body(10), 200, []);
        var store = new FakeStore();

        new FrontierRun(web, store, 1, k => k.Settings = k.Settings with { SitemapPaths = ["/sitemap.xml"] }).Run(starts: [A, "http://b/"]);

        Assert.Equal([A, "http://a/only-in-sitemap", "http://b/"], store.UrlsWith(Reason.Page).Order());
        Assert.Equal(["http://a/sitemap.xml", "http://b/named.xml"], store.UrlsWith(Reason.Sitemap).Order());
    }

    [Fact]
    public void Ignored_robots_are_not_even_fetched()
    {
        var web = new FakeWeb().Page(A, "http://a/private").Page("http://a/private").RobotsTxt("http://a", "User-agent: *\nDisallow: /");
        var store = new FakeStore();

        var run = new FrontierRun(web, store, 1, k => k.Politeness = k.Politeness with { IgnoreRobots = true }).Run(starts: A);

        Assert.Equal(2, store.Ledger.Pages);
        Assert.DoesNotContain(run.Exchanges, e => e.Url.EndsWith("robots.txt", StringComparison.Ordinal));
    }

    [Fact]
    public void Blocked_host_settles_its_queue_after_what_is_in_flight()
    {
        var (web, start, _) = CrawlFrontierTests.RandomWeb(3, hosts: 2, pagesPerHost: 30);
        var store = new FakeStore();
        var run = new FrontierRun(web, store, 3).Run(r => r.Exchanges.Count == 12, starts: start);

        run.Tell(new FrontierCommand.Block(FrontierCommandTests.Rule("http://h1")));
        var blocked = run.Now;
        run.GoOn();

        Assert.DoesNotContain(run.Exchanges, e => e.Host == "http://h1" && e.Start > blocked);
        Assert.Contains(run.Exchanges, e => e.Host == "http://h0" && e.Start > blocked);
        Assert.NotEmpty(store.UrlsWith(Reason.Blocked));
        Assert.Equal(0, store.Ledger[Reason.Queued]);
    }
}
