using System.Runtime.CompilerServices;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Urls;

/// <summary>docs/urls.md tells the rules as they are.</summary>
public sealed class UrlDocumentationTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Folder(), "../../../docs/urls.md"));

    [Fact]
    public void Every_example_becomes_what_it_says()
    {
        var settings = new CanonicalizationSettings((CanonicalizationRules)~0, ["print"], []);
        var examples = Lines.Select(line => line.Split('|')).Where(cells => cells.Length == 6 && cells[3].Contains("https://", StringComparison.Ordinal)).ToList();
        foreach (var cells in examples)
        {
            Assert.True(CrawlUrl.TryParse(cells[3].Split('`')[1], null, new UrlCanonicalizer(settings), out var url, out _));
            Assert.Equal(cells[4].Split('`')[1], url.Href);
        }

        // Every rule but the two groups.
        Assert.Equal(Enum.GetNames<CanonicalizationRules>().Length - 3, examples.Count);
    }

    [Fact]
    public void Every_parameter_is_named_under_its_rule()
    {
        var documented = Lines.Select(line => line.Split('|')).Where(cells => cells.Length == 5)
            .SelectMany(cells => cells[3].Split('`').Where((_, i) => i % 2 == 1).Select(name => $"{cells[1].Trim()}: {cells[2].Trim().Split(',')[0]} {name}"));
        var rules = ParameterTable.Rows.Select(row =>
            $"{row.Source}: {(row.Rule == CanonicalizationRules.DropSessionParameters ? "session" : "tracking")} {row.Name}");

        Assert.Equal(rules, documented);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
