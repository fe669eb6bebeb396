using System.CommandLine;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Stored;
using ActorCrawler.Cli.Flags;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>export DIR</c></summary>
internal static class ExportVerb
{
    public static Command Make(CliContext context)
    {
        var directory = new Argument<string>("DIR") { Description = "The job directory." };
        var to = new Option<string>("--to") { HelpName = "DIR", Description = "The folder for the files. Default: export in the job directory." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace files that are there already.", Arity = ArgumentArity.Zero };
        var inlinks = new Option<bool>("--inlinks") { Description = "inlinks.jsonl: for each URL the pages that link to it.", Arity = ArgumentArity.Zero };
        var graphviz = new Option<bool>("--graphviz") { Description = "links.dot: the graph of pages and links for Graphviz.", Arity = ArgumentArity.Zero };
        var graphml = new Option<bool>("--graphml") { Description = "links.graphml: the same for Gephi, yEd, NetworkX.", Arity = ArgumentArity.Zero };
        var pagesOnly = new Option<bool>("--pages-only") { Description = "Leave links out of the graphs that lead to no page of the crawl.", Arity = ArgumentArity.Zero };
        var command = new VerbCommand("export", "Make further outputs of a crawl that is there already.")
        {
            Examples =
            [
                ("actorcrawler export crawl-example.org --csv --sqlite", "Writes pages.csv and pages.sqlite into crawl-example.org/export."),
                ("actorcrawler export crawl-example.org --graphml --pages-only --to graph", "Writes the graph of the crawled pages."),
            ],
        };
        command.Arguments.Add(directory);
        foreach (var option in new Option[] { to, overwrite, inlinks, graphviz, graphml, pagesOnly }) command.Options.Add(option);
        var flags = new FlagSet(command, SettingFlags.OfOutputs.Where(f => f.Key != "output.warc"));
        command.SetAction((parsed, _) =>
        {
            var given = parsed.GetValue(directory)!;
            var job = Path.GetFullPath(given, context.WorkingDirectory);
            var settings = CrawlSettings.Load(new SettingsSources
            {
                // Pages are parsed as the crawl parsed them, but what is written is asked for here.
                JobFile = File.Exists(Path.Combine(job, JobDirectory.SettingsFile)) ? Path.Combine(job, JobDirectory.SettingsFile) : null,
                Environment = context.Environment,
                Flags = [.. SettingFlags.OfOutputs.Where(f => f.ValueName is null).Select(f => new SettingValue("export", f.Key, "off")), .. flags.Values(parsed)],
                WorkingDirectory = context.WorkingDirectory,
                NeedsStartUrls = false,
                NeedsSecrets = false,
            });
            var files = ExportJob.Run(new ExportOptions
            {
                Job = job,
                Folder = parsed.GetValue(to) is { } folder ? Path.GetFullPath(folder, context.WorkingDirectory) : Path.Combine(job, "export"),
                Overwrite = parsed.GetValue(overwrite),
                Settings = settings,
                Inlinks = parsed.GetValue(inlinks),
                Graphviz = parsed.GetValue(graphviz),
                GraphMl = parsed.GetValue(graphml),
                PagesOnly = parsed.GetValue(pagesOnly),
            });
            foreach (var note in files.Notes) context.Error.WriteLine($"actorcrawler: {note}");
            foreach (var file in files.Files) context.Error.WriteLine($"{file.Path}: {file.Rows} rows");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
