using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Core.Warc;
using ActorCrawler.Simulator;

namespace ActorCrawler.Cli.Tests.EndToEnd;

/// <summary>Every output in one pass: killed half-way, resumed, held against each other, and made again afterwards.</summary>
public sealed partial class OutputTests : IDisposable
{
    private const int Kill = 9;

    private static readonly string[] AllOutputs = ["--gzip", "--csv", "--sqlite", "--warc", "--links", "--text", "--markdown", "--set", "output.warc-file-size=100kB"];

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_outputs_agree_after_a_kill_half_way_and_can_be_made_again_from_the_archive()
    {
        await using var web = await SimulatorServer.StartAsync(
            new SimulatorOptions { Hosts = 2, PagesPerHost = 60, Naming = HostNaming.Ports, MinLatency = TimeSpan.FromMilliseconds(20), LogCapacity = 0 },
            CancellationToken.None);
        using (var crawl = Start("crawl", [.. web.BaseUrls, "--out", "job", .. AllOutputs]))
        {
            await crawl.ErrorLineAsync(line => Pages(line) >= 20);
            crawl.Signal(Kill);
            await crawl.EndAsync();
        }

        using (var resume = Start("resume", ["job"])) Assert.True(await resume.EndAsync() == 0, string.Join('\n', resume.Error));
        var expected = web.Manifest.Expect().Pages.Select(p => p.Url).Order(StringComparer.Ordinal).ToList();
        var pages = Unzip("job/pages.jsonl.gz");
        CheckRows(expected, pages);
        CheckArchive(expected);

        using (var extract = ProgramRun.Start(_folder.Path, ["extract", "--from", "job", "--to", "again"]))
            Assert.True(await extract.EndAsync() == 0, string.Join('\n', extract.Error));
        foreach (var file in new[] { "pages.jsonl.gz", "links.jsonl", "text.jsonl", "markdown.jsonl" })
            Assert.Equal(Sorted($"job/{file}"), Sorted($"again/{file}"));

        using (var export = ProgramRun.Start(_folder.Path, ["export", "job", "--csv", "--sqlite", "--links", "--inlinks", "--graphviz", "--graphml"]))
            Assert.True(await export.EndAsync() == 0, string.Join('\n', export.Error));
        Assert.Equal(File.ReadAllBytes(_folder["job/pages.csv"]), File.ReadAllBytes(_folder["job/export/pages.csv"]));
        Assert.Equal(File.ReadAllBytes(_folder["job/links.jsonl"]), File.ReadAllBytes(_folder["job/export/links.jsonl"]));
        const string tables = "SELECT url || title || (SELECT count(*) FROM links WHERE page_id=p.id) || (SELECT count(*) FROM meta WHERE page_id=p.id) FROM pages p ORDER BY url";
        Assert.Equal(SqliteFile.Query(_folder["job/pages.sqlite"], tables), SqliteFile.Query(_folder["job/export/pages.sqlite"], tables));
        CheckGraphs();
    }

    private static int Pages(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Array.IndexOf(words, "pages") == 1 && int.TryParse(words[2], out var pages) ? pages : 0;
    }

    [GeneratedRegex("\"depth\":\\d+,(\"referrer\":\"[^\"]*\",)?")]
    private static partial Regex Path();

    private static string UrlOf(string row) => System.Text.Json.JsonDocument.Parse(row).RootElement.GetProperty("url").GetString()!;

    private void CheckRows(List<string> expected, string[] pages)
    {
        Assert.False(File.Exists(_folder["job/pages.jsonl"]));
        Assert.Equal(expected, pages.Select(UrlOf).Order(StringComparer.Ordinal));
        foreach (var output in new[] { "links", "text", "markdown" }) Rows.CheckSchema(_folder["job"], output);
        foreach (var file in new[] { "text.jsonl", "markdown.jsonl" })
            Assert.Equal(expected, Rows.Urls(_folder["job"], file).Order(StringComparer.Ordinal));
        var csv = CsvFile.Read(_folder["job/pages.csv"]);
        Assert.All(csv, record => Assert.Equal(csv[0].Count, record.Count));
        Assert.Equal(expected, csv.Skip(1).Select(record => record[0]).Order(StringComparer.Ordinal));
        var sqlite = _folder["job/pages.sqlite"];
        Assert.Equal(["ok"], SqliteFile.Query(sqlite, "PRAGMA integrity_check"));
        Assert.Equal(expected, SqliteFile.Query(sqlite, "SELECT url FROM pages").Order(StringComparer.Ordinal));
        var links = Rows.Lines(_folder["job"], "links.jsonl");
        Assert.Equal([$"{links.Count}"], SqliteFile.Query(sqlite, "SELECT count(*) FROM links"));
        Assert.Equal([$"{links.Distinct().Count()}"], SqliteFile.Query(sqlite, "SELECT count(*) FROM (SELECT DISTINCT page_id, url, text, rel FROM links)"));
    }

    private void CheckArchive(List<string> expected)
    {
        var files = Directory.GetFiles(_folder["job"], "*.warc.gz").Order().ToList();
        Assert.True(files.Count > 1, "the archive did not rotate");
        var answers = new List<string>();
        foreach (var path in files)
        {
            var bytes = File.ReadAllBytes(path);
            var offsets = new List<long>();
            using var reader = new WarcReader(new MemoryStream(bytes), 16 << 20);
            while (reader.Read() is { } record)
            {
                Assert.Empty(record.Problems);
                offsets.Add(record.Offset);
                Assert.Equal(record.Type == "warcinfo", offsets.Count == 1);
                if (record.Type is not ("response" or "revisit")) continue;
                if (ArchivedHttp.Read(record)!.Head.Status == 200) answers.Add(record.TargetUri!);
            }

            Assert.Null(reader.Error);
            Assert.Equal(offsets.Distinct().Count(), offsets.Count);
            offsets.Add(bytes.Length);
            foreach (var (from, to) in offsets.Zip(offsets.Skip(1)))
            {
                using var member = new GZipStream(new MemoryStream(bytes[(int)from..(int)to]), CompressionMode.Decompress);
                using var text = new StreamReader(member, Encoding.Latin1);
                Assert.Equal("WARC/1.1", text.ReadLine());
                text.ReadToEnd();
            }
        }

        Assert.Equal(answers.Count, answers.Distinct().Count());
        Assert.Empty(expected.Except(answers));
        Assert.Contains(answers, url => url.EndsWith("/robots.txt", StringComparison.Ordinal));
    }

    private void CheckGraphs()
    {
        var edges = SqliteFile.Query(_folder["job/pages.sqlite"], "SELECT count(*) FROM (SELECT DISTINCT page_id, url FROM links)")[0];
        var graph = System.Xml.Linq.XDocument.Load(_folder["job/export/links.graphml"]);
        Assert.Equal(edges, $"{graph.Descendants().Count(e => e.Name.LocalName == "edge")}");
        Assert.Equal(edges, $"{File.ReadLines(_folder["job/export/links.dot"]).Count(line => line.Contains(" -> ", StringComparison.Ordinal))}");
        var inlinks = Rows.Lines(_folder["job/export"], "inlinks.jsonl").Sum(row => System.Text.Json.JsonDocument.Parse(row).RootElement.GetProperty("inlinks").GetInt32());
        Assert.Equal(edges, $"{inlinks}");
    }

    private string[] Unzip(string name)
    {
        using var rows = new StreamReader(new GZipStream(File.OpenRead(_folder[name]), CompressionMode.Decompress));
        return rows.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    // A shorter path that was found while a page was on its way stands in the archive, not in the page's row.
    private IEnumerable<string> Sorted(string name) =>
        (name.EndsWith(".gz", StringComparison.Ordinal) ? Unzip(name) : File.ReadAllLines(_folder[name])).Select(row => Path().Replace(row, "")).Order(StringComparer.Ordinal);

    private ProgramRun Start(string verb, string[] args) => ProgramRun.Start(
        _folder.Path, [verb, .. args, "--delay", "0", "--per-host", "2", "--allow-private", "--set", "progress.plain-interval=50ms", "--set", "progress.interval=50ms"]);
}
