using System.Text.Json;
using ActorCrawler.Cli.Compare;
using ActorCrawler.Cli.Tests.Support;

namespace ActorCrawler.Cli.Tests.EndToEnd;

public sealed class CompareTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_row_of_both_workloads_is_shown_and_found_the_same()
    {
        using var run = ProgramRun.Start(_folder.Path, "compare", "--web", "--urls", "6", "--latency", "10ms", "--weight", "2", "--out", "report");
        Assert.Equal(0, await run.EndAsync());
        foreach (var row in RowNames.All)
        {
            // Two workloads, each with a line in the table and a bar; pages and meta tags are the same for all.
            var lines = run.Out.Where(line => line.TrimStart().StartsWith(row + " ", StringComparison.Ordinal)).ToList();
            Assert.Equal(4, lines.Count);
            Assert.Equal(2, lines.Count(line => line.Contains("     6      18  ", StringComparison.Ordinal)));
        }

        Assert.Equal(2, run.Out.Count(line => line.StartsWith("  Choose ", StringComparison.Ordinal)));
        var results = File.ReadAllLines(Path.Combine(_folder["report"], "results.jsonl"));
        Assert.Equal(6, results.Length);
        using var first = JsonDocument.Parse(results[0]);
        Assert.Equal(200, first.RootElement.GetProperty("start").GetString()!.Length);
        Assert.Equal(3, first.RootElement.GetProperty("metas").GetArrayLength());
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(_folder["report"], "compare.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare", "compare: give a file of URLs, or --web.")]
    [InlineData("compare nothing.txt", "nothing.txt")]
    [InlineData("compare --web --rows fibres", "--rows: 'fibres' must be some of sequential,threads,async,actors,processes.")]
    [InlineData("compare --web --urls 0", "--urls: '0' must be a whole number from 1 to 100000.")]
    public async Task Bad_usage_is_one_clear_line(string line, string error)
    {
        using var commands = new Commands();
        Assert.Equal(2, await commands.RunAsync(line.Split(' ')));
        Assert.Contains(error, Assert.Single(commands.ErrorLines), StringComparison.Ordinal);
    }
}
