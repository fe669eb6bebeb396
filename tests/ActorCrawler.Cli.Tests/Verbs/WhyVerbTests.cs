using ActorCrawler.Actors;
using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Simulator;

namespace ActorCrawler.Cli.Tests.Verbs;

public sealed class WhyVerbTests : IAsyncLifetime, IDisposable
{
    private readonly Commands _commands = new();
    private SimulatorServer _web = null!;

    public async Task InitializeAsync()
    {
        _web = await SimulatorServer.StartAsync(new SimulatorOptions { Hosts = 1, PagesPerHost = 12, Naming = HostNaming.Ports }, CancellationToken.None);
        var context = _commands.Context with { Crawl = CrawlJob.RunAsync, Time = TimeProvider.System };
        string[] args =
        [
            "crawl", _web.BaseUrls[0], "--out", "job", "--delay", "0", "--allow-private", "--quiet", "--exclude", "/a-thing", "--header", "X-Key: secret",
            "--max-depth", "3",
        ];
        Assert.Equal(0, await CommandLine.RunAsync(args, context));
    }

    public async Task DisposeAsync() => await _web.DisposeAsync();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task Why_tells_of_a_page_where_it_was_found_and_how_it_was_fetched()
    {
        var page = _web.Manifest.Expect().Pages.First(p => p.Depth == 1);

        var lines = await WhyAsync(page.Url + "?utm_source=mail#top");

        Assert.Equal($"url         {page.Url}", lines[0]);
        Assert.Equal($"given as    {page.Url}?utm_source=mail#top (drop-fragment, drop-tracking-parameters)", lines[1]);
        Assert.Equal("state       done: page", lines[2]);
        Assert.Contains(lines, l => l.StartsWith("found       ", StringComparison.Ordinal) && l.EndsWith("; depth 1", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("attempt 1   ", StringComparison.Ordinal) && l.Contains("page 200 in ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("record      pages.jsonl, at byte ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith($"host        {_web.BaseUrls[0].TrimEnd('/')}: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Why_names_the_line_of_robots_txt_that_forbids()
    {
        var lines = await WhyAsync(_web.Manifest.Expect().Forbidden.First());

        Assert.Equal("state       excluded: robots", lines[1]);
        Assert.Matches("^because     robots\\.txt line [0-9]+: Disallow: /", lines[2]);
    }

    [Theory]
    [InlineData("/a-thing", "never found, and would be excluded: exclude-pattern", "the exclude pattern /a-thing matches")]
    [InlineData("/nowhere", "never found", "no link to it was found within 3 links of a start URL; nothing speaks against it")]
    public async Task Why_tells_what_the_rules_would_say_of_a_url_never_found(string path, string state, string rule)
    {
        var lines = await WhyAsync(_web.BaseUrls[0].TrimEnd('/') + path);

        Assert.Equal($"state       {state}", lines[1]);
        Assert.StartsWith($"because     {rule}", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_names_the_limit_that_a_url_breaks()
    {
        var lines = await WhyAsync(_web.BaseUrls[0] + new string('x', 5000));

        Assert.Equal("state       never found, and would be excluded: url-too-long", lines[1]);
        Assert.Equal("because     it is longer than 4096 bytes (parse.max-url-size)", lines[2]);
    }

    [Fact]
    public async Task Why_tells_of_a_url_out_of_scope_that_it_is_not_stored()
    {
        var lines = await WhyAsync("http://elsewhere.test/");

        Assert.Equal("state       excluded: scope (links out of the scope are counted, not stored)", lines[1]);
        Assert.Contains("--scope host", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_finds_a_url_that_is_given_without_its_scheme()
    {
        var lines = await WhyAsync(_web.BaseUrls[0]["http://".Length..]);

        Assert.Equal(["state       done: page", "found       start URL; depth 0"], [lines[2], lines[3]]);
    }

    [Theory]
    [InlineData("mailto:a@b.test", "job", "mailto")]
    [InlineData("http://a.test/", "elsewhere", "there is no such directory")]
    public async Task Why_refuses_what_it_cannot_answer(string url, string directory, string message)
    {
        Assert.Equal(2, await _commands.RunAsync("why", url, "--out", directory));
        Assert.Contains(message, Assert.Single(_commands.ErrorLines), StringComparison.Ordinal);
    }

    private async Task<string[]> WhyAsync(string url)
    {
        Assert.Equal(0, await _commands.RunAsync("why", url, "--out", "job"));
        return _commands.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
