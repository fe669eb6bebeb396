using System.Text.Json;

namespace ActorCrawler.Cli.Tests.Support;

/// <summary>Reads the outputs of a job.</summary>
internal static class Rows
{
    /// <summary>The URLs in an output, in the order of its rows.</summary>
    public static IReadOnlyList<string> Urls(string directory, string name) =>
        [.. Lines(directory, name).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("url").GetString()!)];

    /// <summary>The rows of an output; each is complete.</summary>
    public static IReadOnlyList<string> Lines(string directory, string name)
    {
        var text = File.ReadAllText(Path.Combine(directory, name));
        Assert.True(text.Length == 0 || text.EndsWith('\n'), $"{name} ends in the middle of a row");
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Holds that every row of an output is what its schema says; there are some.</summary>
    public static void CheckSchema(string directory, string output)
    {
        var schema = Repository.Schema($"{output}.schema.json");
        var lines = Lines(directory, $"{output}.jsonl");
        Assert.NotEmpty(lines);
        Assert.All(lines, row => Assert.Equal("", string.Join("; ", schema.Errors(row))));
    }

    /// <summary>Holds that every row is what its schema says, and stands there once.</summary>
    public static void Check(string directory)
    {
        foreach (var (file, schema) in new[] { ("pages.jsonl", "pages.schema.json"), ("urls.jsonl", "urls.schema.json") })
        {
            var check = Repository.Schema(schema);
            Assert.All(Lines(directory, file), row => Assert.Equal("", string.Join("; ", check.Errors(row))));
            var urls = Urls(directory, file);
            Assert.Equal(urls.Count, urls.Distinct().Count());
        }

        var pages = Urls(directory, "pages.jsonl");
        var pagesInUrls = Lines(directory, "urls.jsonl").Where(l => l.Contains("\"reason\":\"page\"", StringComparison.Ordinal)).Count();
        Assert.Equal(pages.Count, pagesInUrls);
    }
}
