using System.Text.Json;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Outputs;
using ActorCrawler.Storage;
using ActorCrawler.Storage.Reading;

namespace ActorCrawler.Actors.Stored;

/// <summary>
/// Makes further outputs of a job: from its rows where they say enough, from its archive where bodies are needed. Reads what is committed, so
/// that a job may also be exported while it runs.
/// </summary>
public static class ExportJob
{
    private static readonly string[] PageFiles = [JobDirectory.PagesFile, OutputNames.CompressedPages];

    /// <summary>Exports.</summary>
    /// <exception cref="SettingsException">Nothing is asked for, or the job does not have what it takes.</exception>
    /// <exception cref="JobDirectoryException">There is no job.</exception>
    /// <exception cref="StorageException">The job cannot be read, or the files cannot be written.</exception>
    public static ExportSummary Run(ExportOptions options)
    {
        var outputs = options.Settings.Outputs;
        var specs = OutputSpecs.OfPages(outputs);
        if (specs.Count == 0 && !outputs.Sqlite && !options.NeedsGraph)
            throw new SettingsException("Nothing is asked for: --csv, --sqlite, --gzip, --links, --text, --markdown, --inlinks, --graphviz or --graphml.");
        JobFacts job;
        using (var reader = JobReader.Open(options.Job)) job = reader.Job();
        var notes = new List<string>();
        if (job.Finished is null) notes.Add("the crawl is not finished: this is what it has so far");
        var archives = job.Outputs.Where(o => o.Rows > 0 && o.Name.EndsWith(".warc.gz", StringComparison.Ordinal)).Select(o => Path.Combine(options.Job, o.Name)).ToList();
        var hasLinks = job.Outputs.Any(o => o.Name == OutputNames.Links && o.Rows > 0);
        if (options.NeedsBodies && archives.Count == 0)
            throw new SettingsException($"{options.Job}: --text and --markdown are made of the pages' bodies, which only a crawl with --warc keeps.");

        using var folder = OutputFolder.Create(options.Folder, specs, outputs.Sqlite, options.Overwrite);
        using var graph = options.NeedsGraph ? new LinkGraph(Path.Combine(options.Folder, "links.tmp")) : null;
        if (options.NeedsBodies || (options.NeedsLinks && !hasLinks && archives.Count > 0))
        {
            var summary = ExtractJob.Run(options.NeedsGraph ? WithLinks(options.Settings) : options.Settings, archives, (row, others) => Take(folder, graph, row, others, linksFromRow: false));
            notes.AddRange(summary.Problems);
        }
        else
        {
            if (options.NeedsLinks && !hasLinks) notes.Add("the crawl kept neither links.jsonl nor an archive: links have no texts");
            FromRows(options, job, hasLinks, folder, graph);
        }

        var files = folder.Complete().Select(f => new OutputFile(Path.Combine(options.Folder, f.Name), f.Rows, f.Bytes)).ToList();
        if (graph is not null) files.AddRange(Graphs(options, graph));
        return new ExportSummary(files, notes);
    }

    private static CrawlSettings WithLinks(CrawlSettings settings) => settings with
    {
        Parser = settings.Parser with
        {
            Outputs = settings.Parser.Outputs | PageOutputs.Links,
            Limits = settings.Parser.Limits with { MaxAnchorTextBytes = Math.Max(1024, settings.Parser.Limits.MaxAnchorTextBytes) },
        },
    };

    private static void FromRows(ExportOptions options, JobFacts job, bool hasLinks, OutputFolder folder, LinkGraph? graph)
    {
        var outputs = options.Settings.Outputs;
        var csv = outputs.Csv ? new CsvWriter([.. outputs.CsvColumns.Select(name => CsvColumn.TryParse(name, out var column) ? column : throw new ArgumentException(name))]) : null;

        // Links stand in the order of their pages.
        using var links = Rows(options, job, hasLinks && options.NeedsLinks ? [OutputNames.Links] : []).GetEnumerator();
        var more = links.MoveNext();
        var ofPage = new MemoryStream();
        foreach (var row in Rows(options, job, PageFiles))
        {
            var others = new List<OutputRow>(2);
            if (csv is not null) others.Add(new OutputRow(OutputNames.Csv, csv.Row(row.Span).ToArray()));
            var url = UrlOf(row.Span);
            var count = 0;
            ofPage.SetLength(0);
            for (; more && LinkRow.Parse(links.Current.Span).From == url; more = links.MoveNext(), count++) ofPage.Write(links.Current.Span);
            if (count == 0 && !hasLinks && options.NeedsLinks) count = WriteLinks(url, row.Span, ofPage);
            if (count > 0) others.Add(new OutputRow(OutputNames.Links, ofPage.ToArray(), count));
            Take(folder, graph, row, others, linksFromRow: !hasLinks);
        }
    }

    private static void Take(OutputFolder folder, LinkGraph? graph, ReadOnlyMemory<byte> row, IReadOnlyList<OutputRow> others, bool linksFromRow)
    {
        folder.AddPage(row, others, linksFromRow);
        if (graph is null) return;
        graph.AddPage(UrlOf(row.Span));
        foreach (var other in others.Where(o => o.Output == OutputNames.Links))
        {
            for (var rest = other.Bytes; rest.Span.IndexOf((byte)'\n') is >= 0 and var end; rest = rest[(end + 1)..])
                graph.AddLink(LinkRow.Parse(rest.Span[..end]));
        }
    }

    private static IEnumerable<OutputFile> Graphs(ExportOptions options, LinkGraph graph)
    {
        if (options.Inlinks) yield return Write("inlinks.jsonl", to => GraphFiles.WriteInlinks(graph, to));
        if (options.Graphviz) yield return Write("links.dot", to => GraphFiles.WriteGraphviz(graph, options.PagesOnly, to));
        if (options.GraphMl) yield return Write("links.graphml", to => GraphFiles.WriteGraphMl(graph, options.PagesOnly, to));

        OutputFile Write(string name, Func<Stream, long> write)
        {
            var path = Path.Combine(options.Folder, name);
            if (File.Exists(path) && !options.Overwrite) throw new SettingsException($"{path} is there already. Give another folder, or --overwrite.");
            long rows;
            using (var file = File.Create(path)) rows = write(file);
            return new OutputFile(path, rows, new FileInfo(path).Length);
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Rows(ExportOptions options, JobFacts job, IEnumerable<string> names) =>
        names.SelectMany(name => job.Outputs.Where(o => o.Name == name && o.Rows > 0))
            .SelectMany(output => RowFile.Read(Path.Combine(options.Job, output.Name), output.Bytes));

    private static string UrlOf(ReadOnlySpan<byte> row)
    {
        var json = new Utf8JsonReader(row);
        json.Read();
        json.Read();
        json.Read();
        return json.GetString()!;
    }

    /// <summary>Rows of links.jsonl from what a row of pages.jsonl tells.</summary>
    private static int WriteLinks(string url, ReadOnlySpan<byte> row, Stream to)
    {
        using var page = JsonDocument.Parse(row.ToArray());
        if (!page.RootElement.TryGetProperty("links", out var links)) return 0;
        using var json = new Utf8JsonWriter(to, UrlRow.WriterOptions);
        foreach (var link in links.EnumerateArray())
        {
            json.Reset(to);
            json.WriteStartObject();
            json.WriteString("from", url);
            json.WriteString("to", link.GetString());
            json.WriteEndObject();
            json.Flush();
            to.WriteByte((byte)'\n');
        }

        return links.GetArrayLength();
    }
}
