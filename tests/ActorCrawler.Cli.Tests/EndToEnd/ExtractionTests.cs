using System.Text.Json;
using System.Text.RegularExpressions;
using ActorCrawler.Actors;
using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Simulator;

namespace ActorCrawler.Cli.Tests.EndToEnd;

/// <summary>Extraction rules in whole crawls: in one process, with workers, and again on what an archive holds.</summary>
public sealed partial class ExtractionTests : IDisposable
{
    private readonly Commands _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task Rows_are_equal_in_one_process_with_workers_and_from_the_archive()
    {
        await using var web = await WebAsync(new SimulatorOptions { Hosts = 2, PagesPerHost = 25, Naming = HostNaming.Ports });
        _commands.Folder.Write("rules.conf", """
            actorcrawler.extract.fields {
              heading { css = h1 }
              targets { css = "a[href]", attribute = href, list = on }
              metas { regex = "<meta\\b[^>]*>", list = on }
              front { css = title, url = "^http://[^/]+/$" }
              data { json-ld = name }
            }
            """);
        Assert.Equal(0, await CrawlAsync(web, "one", "--config", "rules.conf", "--warc", "--csv", "--csv-columns", "url,extracted.heading,extracted.front"));
        Assert.Equal(0, await CrawlAsync(web, "two", "--config", "rules.conf", "--workers", "1", "--set", "cluster.worker-wait=60"));

        var rows = Sorted("one", "pages.jsonl");
        Assert.Equal(web.Manifest.Expect().Pages.Count, rows.Count);
        Assert.Equal(rows, Sorted("two", "pages.jsonl"));
        Assert.Contains(_commands.ErrorLines, line => line.StartsWith("parsed: ", StringComparison.Ordinal) && line.EndsWith(" on workers, 0 here", StringComparison.Ordinal));
        Assert.All(rows, CheckFields);
        Assert.Equal(2, rows.Count(row => row.Contains("\"front\":", StringComparison.Ordinal)));
        foreach (var record in CsvFile.Read(_commands.Folder["one/pages.csv"]).Skip(1)) Assert.NotEqual("", record[1]);

        Assert.Equal(0, await RunAsync("extract", "--from", "one", "--to", "same"));
        Assert.Equal(rows, Sorted("same", "pages.jsonl"));
        Assert.Equal(0, await RunAsync("extract", "--from", "one", "--to", "other", "--config", _commands.Folder.Write("none.conf", ""), "--field", "heading=css:h1", "--field", "words[]=regex,group=1:>(\\w+)</a>"));
        var others = Sorted("other", "pages.jsonl");
        Assert.All(others, row => Assert.DoesNotContain("\"metas\":", row, StringComparison.Ordinal));
        Assert.Equal(rows.Select(Heading), others.Select(Heading));
        Assert.Contains(others, row => row.Contains("\"words\":[", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rules_may_change_on_resume_and_hold_for_the_pages_to_come()
    {
        await using var web = await WebAsync(new SimulatorOptions { Hosts = 1, PagesPerHost = 20, Naming = HostNaming.Ports });
        Assert.Equal(0, await CrawlAsync(web, "job", "--field", "before=css:h1", "--max-pages", "5"));
        Assert.Equal(0, await RunAsync("resume", "job", "--field", "after=css:h1", "--max-pages", "9"));
        Assert.Equal(0, await RunAsync("resume", "job", "--max-pages", "12"));
        var rows = Rows.Lines(_commands.Folder["job"], "pages.jsonl");
        Assert.Equal(
            [.. Enumerable.Repeat("before", 5), .. Enumerable.Repeat("after", 7)],
            rows.Select(row => row.Contains("{\"before\":", StringComparison.Ordinal) ? "before" : row.Contains("{\"after\":", StringComparison.Ordinal) ? "after" : row));
    }

    [Fact]
    public async Task What_a_rule_could_not_take_is_told_in_its_row_and_in_the_summary()
    {
        await using var web = await WebAsync(new SimulatorOptions { Hosts = 1, PagesPerHost = 5, Variety = false, Naming = HostNaming.Ports });
        Assert.Equal(0, await CrawlAsync(web, "job", "--field", "links[]=css:a", "--field", "heading=css:h1", "--set", "extract.max-values=2"));
        Assert.All(
            Rows.Lines(_commands.Folder["job"], "pages.jsonl"),
            row => Assert.Contains("\"extract_problems\":{\"links\":\"too-many-values\"},\"links\":[", row, StringComparison.Ordinal));
        Assert.Contains("extraction: 5 fields of this run's pages not complete; extract_problems in their rows tells why", _commands.ErrorLines);
        Rows.Check(_commands.Folder["job"]);
    }

    [Fact]
    public async Task Fetch_shows_what_rules_find()
    {
        await using var web = await WebAsync(new SimulatorOptions { Hosts = 1, PagesPerHost = 2, Naming = HostNaming.Ports });
        Assert.Equal(0, await RunAsync("fetch", web.BaseUrls[0], "--allow-private", "--delay", "0", "--field", "heading=css:h1", "--json"));
        using var json = JsonDocument.Parse(_commands.Out);
        Assert.NotEqual("", json.RootElement.GetProperty("page").GetProperty("record").GetProperty("extracted").GetProperty("heading").GetString());
    }

    // When and by which way a page was found differs from crawl to crawl.
    [GeneratedRegex("\"depth\":\\d+,(\"referrer\":\"[^\"]*\",)?\"fetched_at\":\"[^\"]*\",\"elapsed_ms\":\\d+,")]
    private static partial Regex Way();

    [GeneratedRegex("\"heading\":\"[^\"]*\"")]
    private static partial Regex HeadingField();

    private static string Heading(string row) => HeadingField().Match(row).Value;

    private static void CheckFields(string row)
    {
        using var json = JsonDocument.Parse(row);
        var fields = json.RootElement.GetProperty("extracted");
        Assert.Contains(json.RootElement.GetProperty("headings").EnumerateArray(), h => h.GetProperty("level").GetInt32() == 1 && h.GetProperty("text").GetString() == fields.GetProperty("heading").GetString());
        Assert.All(fields.GetProperty("metas").EnumerateArray(), meta => Assert.StartsWith("<meta", meta.GetString(), StringComparison.Ordinal));
        Assert.NotEqual(0, fields.GetProperty("targets").GetArrayLength());
    }

    private static Task<SimulatorServer> WebAsync(SimulatorOptions options) => SimulatorServer.StartAsync(options, CancellationToken.None);

    private List<string> Sorted(string folder, string name) =>
        [.. Rows.Lines(_commands.Folder[folder], name).Select(row => Way().Replace(row, "")).Order(StringComparer.Ordinal)];

    private Task<int> CrawlAsync(SimulatorServer web, string job, params string[] more) =>
        RunAsync(["crawl", .. web.BaseUrls, "--out", job, "--delay", "0", "--per-host", "4", "--allow-private", .. more]);

    private Task<int> RunAsync(params string[] args) =>
        CommandLine.RunAsync(args, _commands.Context with { Crawl = CrawlJob.RunAsync, Time = TimeProvider.System });
}
