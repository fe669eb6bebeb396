using ActorCrawler.Actors;
using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Simulator;

namespace ActorCrawler.Cli.Tests.EndToEnd;

/// <summary>What is wrong with rules, settings and paths: one clear line each, exit code 2, and nothing was fetched.</summary>
public sealed class ErrorTests : IDisposable
{
    private readonly Commands _commands = new();

    public void Dispose() => _commands.Dispose();

    [Theory]
    [InlineData("actorcrawler {\n extract.fields.x { css = \"div..price\" }\n}", "job.conf:2: actorcrawler.extract.fields.x.css: 'div..price' is no CSS selector: what follows 'div' is not understood.")]
    [InlineData("actorcrawler.extract.fields {\n x {\n  regex = \"<meta(\"\n } }", "job.conf:3: actorcrawler.extract.fields.x.regex: the pattern <meta( is wrong at character 7: insufficient closing parentheses.")]
    [InlineData("actorcrawler.extract.fields {\n x { json-ld = \"a[b]\" } }", "job.conf:2: actorcrawler.extract.fields.x.json-ld: the path a[b] is wrong at character 2: a name, [number] or [\"name\"] is expected there.")]
    [InlineData("actorcrawler.extract.fields {\n x { atribute = href, css = a } }", "job.conf:2: nothing reads the key actorcrawler.extract.fields.x.atribute. Did you mean attribute?")]
    [InlineData("actorcrawler.extract.fields {\n x { list = on } }", "job.conf:2: actorcrawler.extract.fields.x: needs one of css, regex, json-ld, meta.")]
    [InlineData("actorcrawler.extract.rules = [\n \"x=css:a:frist-child\" ]", "job.conf:1: actorcrawler.extract.rules: 'x=css:a:frist-child': 'a:frist-child' is no CSS selector: what follows 'a' is not understood.")]
    [InlineData("actorcrawler {\n output.cvs = on\n}", "job.conf:2: nothing reads the key actorcrawler.output.cvs. Did you mean actorcrawler.output.csv?")]
    [InlineData("actorcrawler {\n scope.exclude = [\"(\"]\n}", "job.conf:2: actorcrawler.scope.exclude: '(': the pattern ( is wrong at character 2: insufficient closing parentheses.")]
    [InlineData("actorcrawler {\n output.csv-columns = [titel]\n}", "job.conf:2: actorcrawler.output.csv-columns: 'titel': there is no column 'titel'; there are ")]
    public async Task Mistake_in_a_job_file_is_one_line_with_its_place(string file, string error)
    {
        _commands.Folder.Write("job.conf", file);
        await FailsAsync(error, "--config", "job.conf");
    }

    [Theory]
    [InlineData("--field", "x=css:a[href", "--field: 'x=css:a[href': 'a[href' is no CSS selector: what follows 'a' is not understood.")]
    [InlineData("--field", "x=regex:[", "--field: 'x=regex:[': the pattern [ is wrong at character 2: unterminated bracket.")]
    [InlineData("--set", "output.cvs=on", "--set output.cvs: there is no such setting. Did you mean output.csv?")]
    [InlineData("--feild", "x=css:a", "unknown flag --feild. Did you mean --field? See 'actorcrawler crawl --help'.")]
    public async Task Mistake_in_a_flag_is_one_line_that_names_it(string flag, string value, string error) => await FailsAsync(error, flag, value);

    [Theory]
    [InlineData("file/job", "file is a file, not a directory. Give another one.")]
    [InlineData("file/a/b", "file is a file, not a directory. Give another one.")]
    [InlineData("file", "file is a file, not a job directory.")]
    public async Task Output_path_that_cannot_be_written_is_one_line(string path, string error)
    {
        _commands.Folder.Write("file", "precious");
        await FailsAsync(error, "--out", path);
        Assert.Equal("precious", File.ReadAllText(_commands.Folder["file"]));
    }

    [Theory]
    [InlineData("export done --csv --to file/x")]
    [InlineData("export done --graphml --to file/x")]
    [InlineData("extract --from done --to file/x")]
    public async Task Folder_of_later_outputs_is_tried_first(string command)
    {
        await using var web = await SimulatorServer.StartAsync(new SimulatorOptions { Hosts = 1, PagesPerHost = 2, Naming = HostNaming.Ports }, CancellationToken.None);
        _commands.Folder.Write("file", "precious");
        Assert.Equal(0, await RunAsync("crawl", web.BaseUrls[0], "--out", "done", "--delay", "0", "--allow-private", "--quiet", "--warc"));
        Assert.Equal(2, await RunAsync(command.Split(' ')));
        Assert.EndsWith("file is a file, not a directory. Give another one.", Assert.Single(_commands.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_of_extract_wants_a_folder()
    {
        Assert.Equal(2, await RunAsync("extract", "--from", "done", "--csv"));
        Assert.Equal("actorcrawler: extract: --csv needs --to DIR; without it there are only rows, on standard output.", Assert.Single(_commands.ErrorLines));
    }

    [Fact]
    public async Task Folder_of_a_comparison_is_tried_before_anything_is_fetched()
    {
        await using var web = await SimulatorServer.StartAsync(new SimulatorOptions { Hosts = 1, PagesPerHost = 2, Naming = HostNaming.Ports }, CancellationToken.None);
        _commands.Folder.Write("urls.txt", web.BaseUrls[0]);
        Assert.Equal(2, await RunAsync("compare", "urls.txt", "--allow-private", "--out", "urls.txt/report"));
        Assert.EndsWith("urls.txt is a file, not a directory. Give another one.", Assert.Single(_commands.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(0, web.Log.Total);
    }

    private async Task FailsAsync(string error, params string[] args)
    {
        await using var web = await SimulatorServer.StartAsync(new SimulatorOptions { Hosts = 1, PagesPerHost = 2, Naming = HostNaming.Ports }, CancellationToken.None);
        string[] defaults = args.Contains("--out") ? [] : ["--out", "job"];
        Assert.Equal(2, await RunAsync(["crawl", web.BaseUrls[0], "--allow-private", .. defaults, .. args]));
        var line = Assert.Single(_commands.ErrorLines);
        Assert.StartsWith("actorcrawler: ", line, StringComparison.Ordinal);
        Assert.Contains(error, line, StringComparison.Ordinal);
        Assert.Equal(0, web.Log.Total);
        Assert.False(Directory.Exists(_commands.Folder["job"]));
    }

    private Task<int> RunAsync(params string[] args) =>
        CommandLine.RunAsync(args, _commands.Context with { Crawl = CrawlJob.RunAsync, Time = TimeProvider.System });
}
