using ActorCrawler.Actors;
using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly Commands _commands = new();

    public void Dispose() => _commands.Dispose();

    [Theory]
    [InlineData("", "say what to do, such as 'actorcrawler demo' or 'actorcrawler crawl URL'; --help tells more.")]
    [InlineData("crwal", "unknown verb 'crwal'. Did you mean crawl? See 'actorcrawler --help'.")]
    [InlineData("--frobnicate", "unknown flag --frobnicate. See 'actorcrawler --help'.")]
    [InlineData("crawl http://a.test --max-page 5", "unknown flag --max-page. Did you mean --max-pages? See 'actorcrawler crawl --help'.")]
    [InlineData("crawl http://a.test --max-page=5", "unknown flag --max-page. Did you mean --max-pages? See 'actorcrawler crawl --help'.")]
    [InlineData("config reference --frobnicate", "unknown flag --frobnicate. See 'actorcrawler config reference --help'.")]
    [InlineData("crawl http://a.test -x", "unknown flag -x. See 'actorcrawler crawl --help'.")]
    [InlineData("crawl http://a.test --max-pages", "Required argument missing for option: '--max-pages'. See 'actorcrawler crawl --help'.")]
    [InlineData("crawl http://a.test --max-pages x", "--max-pages: 'x' must be a whole number, at least 0, or off.")]
    [InlineData("crawl http://a.test --delay -1", "--delay: '-1' must be a duration such as 500ms, 2s, 5m, 1h (a bare number is seconds), from 0 s to 1 d.")]
    [InlineData("crawl http://a.test --scope site", "--scope: 'site' must be one of host, domain, any.")]
    [InlineData("crawl http://a.test --include a(", "--include: 'a(': the pattern a( is wrong at character 3: insufficient closing parentheses.")]
    [InlineData("crawl http://a.test --set foo", "--set: 'foo': KEY=VALUE is expected, such as fetch.idle-timeout=5s.")]
    [InlineData("crawl http://a.test --set max-pages=5", "--set max-pages: there is no such setting. Did you mean budget.max-pages?")]
    [InlineData("crawl http://a.test --set budget.max-pages=x", "--set budget.max-pages: 'x' must be a whole number, at least 0, or off.")]
    [InlineData("crawl", "There is no start URL: give one, or a file of them with --seeds.")]
    [InlineData("crawl ftp://a.test/", "start URL: 'ftp://a.test/': the scheme ftp cannot be crawled; only http and https can.")]
    [InlineData("crawl http://", "start URL: 'http://': it has no host name.")]
    [InlineData("crawl http://a.test:99999", "start URL: 'http://a.test:99999': its port is not a number from 0 to 65535.")]
    [InlineData("crawl --seeds none.txt", "none.txt: the file of start URLs cannot be read: there is no such file.")]
    [InlineData("crawl --config none.conf", "none.conf: there is no such file.")]
    [InlineData("resume", "Required argument missing for command: 'resume'. See 'actorcrawler resume --help'.")]
    [InlineData("resume nowhere", "nowhere: there is no such directory. Give the directory of a crawl, or begin one with 'actorcrawler crawl URL --out nowhere'.")]
    [InlineData("resume .", ".: this is no job directory, it has no settings.conf. Give the directory that 'actorcrawler crawl' wrote.")]
    [InlineData("resume . --scope any", "--scope cannot be given to resume: it is fixed when a job begins. See 'actorcrawler resume --help'.")]
    [InlineData("web here", "unexpected argument 'here'. See 'actorcrawler web --help'.")]
    [InlineData("web --port 99999", "--port: '99999' must be from 0 to 65535.")]
    [InlineData("web --hosts many", "--hosts: 'many' must be a whole number.")]
    [InlineData("web --naming dns", "--naming: 'dns' must be one of names, addresses, ports.")]
    [InlineData("web --naming ports --hosts 251", "--hosts: 251 hosts cannot be told apart by ports; at most 250 can.")]
    [InlineData("demo --hosts 251", "--hosts: 251 hosts cannot be told apart by ports; at most 250 can.")]
    [InlineData("demo --latency 5x", "--latency: '5x' must be a duration such as 200ms, or two of them, 50ms-500ms.")]
    [InlineData("demo --crawl-delay soon", "--crawl-delay: 'soon' must be a number of seconds.")]
    public async Task Bad_usage_is_one_line_on_standard_error_and_code_2(string line, string error)
    {
        Assert.Equal(2, await _commands.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(["actorcrawler: " + error], _commands.ErrorLines);
        Assert.Equal("", _commands.Out);
        Assert.Null(_commands.Settings);
    }

    [Fact]
    public async Task Every_error_gets_a_line_of_its_own()
    {
        Assert.Equal(2, await _commands.RunAsync("crawl", "http://", "--max-pages", "x", "--delay", "y"));
        Assert.Equal(3, _commands.ErrorLines.Length);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("crawl --help")]
    [InlineData("resume --help")]
    [InlineData("web -h")]
    [InlineData("demo -?")]
    public async Task Help_goes_to_standard_output_and_has_examples(string line)
    {
        Assert.Equal(0, await _commands.RunAsync(line.Split(' ')));
        Assert.Contains("Usage:", _commands.Out, StringComparison.Ordinal);
        Assert.Contains($"Examples:{System.Environment.NewLine}  actorcrawler {(line.StartsWith('-') ? "" : line.Split(' ')[0])}", _commands.Out, StringComparison.Ordinal);
        Assert.Equal("", _commands.Error);
    }

    [Fact]
    public async Task Version_is_one_line()
    {
        Assert.Equal(0, await _commands.RunAsync("--version"));
        Assert.StartsWith("actorcrawler 0.", Assert.Single(_commands.Out.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JobDirectoryError.OtherCrawl, 2)]
    [InlineData(JobDirectoryError.NotAJob, 2)]
    [InlineData(JobDirectoryError.Inaccessible, 2)]
    [InlineData(JobDirectoryError.Locked, 1)]
    public async Task Job_directory_that_cannot_be_used_is_one_line(JobDirectoryError kind, int code)
    {
        _commands.OnCrawl = (_, _) => throw new JobDirectoryException(kind, "why and what to do.");
        Assert.Equal(code, await _commands.RunAsync("crawl", "http://a.test/"));
        Assert.Equal(["actorcrawler: why and what to do."], _commands.ErrorLines);
    }

    [Fact]
    public async Task Storage_that_fails_is_one_line_and_code_1()
    {
        _commands.OnCrawl = (_, _) => throw new StorageException(StorageError.Gone, "/job/crawl.db is no longer there.");
        Assert.Equal(1, await _commands.RunAsync("crawl", "http://a.test/"));
        Assert.Equal(["actorcrawler: /job/crawl.db is no longer there."], _commands.ErrorLines);
    }

    [Fact]
    public async Task Bug_is_told_as_one()
    {
        _commands.OnCrawl = (_, _) => throw new InvalidOperationException("unthinkable");
        Assert.Equal(1, await _commands.RunAsync("crawl", "http://a.test/"));
        Assert.StartsWith("actorcrawler: this is a bug, please report it: System.InvalidOperationException: unthinkable", _commands.ErrorLines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CrawlOutcome.Finished, 0)]
    [InlineData(CrawlOutcome.BudgetReached, 0)]
    [InlineData(CrawlOutcome.NothingFetched, 1)]
    [InlineData(CrawlOutcome.Failed, 1)]
    public async Task Outcome_decides_the_exit_code(CrawlOutcome outcome, int code)
    {
        _commands.Ended = outcome;
        Assert.Equal(code, await _commands.RunAsync("crawl", "http://a.test/"));
    }
}
