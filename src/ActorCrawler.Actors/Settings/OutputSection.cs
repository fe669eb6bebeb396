using ActorCrawler.Core.Outputs;

namespace ActorCrawler.Actors.Settings;

/// <summary>Reads <c>output</c>.</summary>
internal static class OutputSection
{
    public static OutputSettings Read(SettingsReader reader) => new()
    {
        CompressPages = reader.Switch("output.compress-pages"),
        Csv = reader.Switch("output.csv"),
        CsvColumns = ReadColumns(reader),
        Sqlite = reader.Switch("output.sqlite"),
        Links = reader.Switch("output.links"),
        Text = reader.Switch("output.text"),
        Markdown = reader.Switch("output.markdown"),
        MaxContentBytes = (int)reader.Size("output.max-content-size", 1, 64 << 20),
        Warc = reader.Switch("output.warc"),
        WarcFileSize = reader.Size("output.warc-file-size", 1 << 10, 1L << 40),
        WarcDeduplicate = reader.Switch("output.warc-deduplicate"),
    };

    /// <summary>The outputs whose rows parsers make.</summary>
    public static PageOutputs OfPages(OutputSettings outputs) =>
        (outputs.Csv ? PageOutputs.Csv : 0) | (outputs.NeedsLinks ? PageOutputs.Links : 0)
        | (outputs.Text ? PageOutputs.Text : 0) | (outputs.Markdown ? PageOutputs.Markdown : 0);

    private static IReadOnlyList<string> ReadColumns(SettingsReader reader)
    {
        const string key = "output.csv-columns";
        var columns = reader.List(key, text => Names(text).FirstOrDefault(name => !CsvColumn.TryParse(name, out _)) is { } wrong
            ? $"there is no column '{wrong}'; there are {CsvColumn.Known}" : null).SelectMany(Names).ToList();
        reader.Require(columns.Count > 0, key, "needs a column");
        return columns;
    }

    private static IEnumerable<string> Names(string text) => text.Split(',', StringSplitOptions.TrimEntries);
}
