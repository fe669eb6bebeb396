using System.Reflection;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Outputs;
using ActorCrawler.Core.Warc;
using ActorCrawler.Storage;

namespace ActorCrawler.Actors;

/// <summary>The outputs that settings ask for, as the store writes them.</summary>
public static class OutputSpecs
{
    /// <summary>The outputs whose rows come from pages, but for pages.jsonl and pages.sqlite.</summary>
    public static IReadOnlyList<OutputSpec> OfPages(OutputSettings outputs)
    {
        var specs = new List<OutputSpec>();
        if (outputs.CompressPages) specs.Add(new OutputSpec { Name = OutputNames.CompressedPages, Gzip = true });
        if (outputs.Csv) specs.Add(new OutputSpec { Name = OutputNames.Csv, IsText = true, Header = _ => CsvHeader(outputs) });
        if (outputs.Links) specs.Add(new OutputSpec { Name = OutputNames.Links, IsText = true });
        if (outputs.Text) specs.Add(new OutputSpec { Name = OutputNames.Text, IsText = true });
        if (outputs.Markdown) specs.Add(new OutputSpec { Name = OutputNames.Markdown, IsText = true });
        return specs;
    }

    /// <summary>All that a crawl writes as files beside pages.jsonl and urls.jsonl.</summary>
    /// <param name="settings">The crawl's settings.</param>
    /// <param name="time">The clock.</param>
    internal static IReadOnlyList<OutputSpec> Of(CrawlSettings settings, TimeProvider time) => settings.Outputs.Warc
        ? [.. OfPages(settings.Outputs), new OutputSpec { Name = OutputNames.Warc, RotateAt = settings.Outputs.WarcFileSize, Header = name => Info(settings, name, time.GetUtcNow()) }]
        : OfPages(settings.Outputs);

    private static byte[] CsvHeader(OutputSettings outputs) =>
        new CsvWriter([.. outputs.CsvColumns.Select(name => CsvColumn.TryParse(name, out var column) ? column : throw new ArgumentException(name))]).Header().ToArray();

    private static byte[] Info(CrawlSettings settings, string name, DateTimeOffset now)
    {
        var version = typeof(OutputSpecs).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        var fields = new List<KeyValuePair<string, string>>
        {
            new("software", $"ActorCrawler/{version}"),
            new("format", "WARC File Format 1.1"),
            new("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
            new("robots", settings.Politeness.IgnoreRobots ? "ignore" : "obey"),
            new("http-header-user-agent", settings.Fetch.UserAgent),
        };
        if (settings.Fetch.From.Length > 0) fields.Add(new("http-header-from", settings.Fetch.From));
        fields.Add(new(
            "description",
            "Chunked framing is undone and Transfer-Encoding left out; heads of HTTP/2 are written in the form of HTTP/1.1; requests hold no credentials. "
            + "The field ActorCrawler-Head of a record tells where its head differs from what was sent or received."));
        return WarcWriter.Info(Guid.NewGuid(), now, name, fields);
    }
}
