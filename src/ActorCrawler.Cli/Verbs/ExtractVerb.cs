using System.CommandLine;
using System.Text;
using ActorCrawler.Actors;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Stored;
using ActorCrawler.Cli.Flags;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>extract --from DIR|WARC...</c></summary>
internal static class ExtractVerb
{
    public static Command Make(CliContext context)
    {
        var from = new Option<string[]>("--from")
        {
            HelpName = "DIR|WARC",
            Description = "A job directory, a folder of archives, or an archive (.warc.gz, .warc, .arc.gz, .arc). May be repeated.",
            Arity = ArgumentArity.OneOrMore,
            Required = true,
        };
        var config = new Option<string>("--config") { HelpName = "FILE", Description = "A job file; default: the settings of the job directory, where one is given." };
        var to = new Option<string>("--to") { HelpName = "DIR", Description = "The folder for the outputs. Default: pages.jsonl to standard output." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace files that are there already.", Arity = ArgumentArity.Zero };
        var command = new VerbCommand("extract", "Parse the pages of an archive again, with other settings, without fetching anything.")
        {
            Examples =
            [
                ("actorcrawler extract --from crawl-example.org --markdown --to texts", "Makes Markdown of the pages of a crawl with --warc."),
                ("actorcrawler extract --from crawl-example.org --field 'price=css:.price' --to again", "Runs other extraction rules on the stored pages."),
                ("actorcrawler extract --from other.warc.gz", "Prints the rows of pages.jsonl for any archive."),
            ],
        };
        foreach (var option in new Option[] { from, config, to, overwrite }) command.Options.Add(option);
        var flags = new FlagSet(command, [SettingFlags.Field, .. SettingFlags.OfOutputs.Where(f => f.Key != "output.warc")]);
        command.SetAction((parsed, _) =>
        {
            var sources = parsed.GetValue(from)!.Select(path => Path.GetFullPath(path, context.WorkingDirectory)).ToList();
            var settings = CrawlSettings.Load(new SettingsSources
            {
                JobFile = parsed.GetValue(config) ?? sources.Select(s => Path.Combine(s, JobDirectory.SettingsFile)).FirstOrDefault(File.Exists),
                Environment = context.Environment,
                Flags = [.. flags.Values(parsed)],
                WorkingDirectory = context.WorkingDirectory,
                NeedsStartUrls = false,
                NeedsSecrets = false,
            });
            if (parsed.GetValue(to) is null && flags.Values(parsed).FirstOrDefault(v => v.Key != SettingFlags.Field.Key) is { } output)
                throw new SettingsException($"extract: {output.Origin} needs --to DIR; without it there are only rows, on standard output.");
            var archives = ExtractJob.FindArchives(sources);
            var summary = parsed.GetValue(to) is { } folder
                ? ToFolder(context, settings, archives, Path.GetFullPath(folder, context.WorkingDirectory), parsed.GetValue(overwrite))
                : ExtractJob.Run(settings, archives, (row, _) => context.Out.Write(Encoding.UTF8.GetString(row.Span)));
            foreach (var problem in summary.Problems) context.Error.WriteLine($"actorcrawler: {problem}");
            if (summary.BodiesMissing > 0)
                context.Error.WriteLine($"actorcrawler: {summary.BodiesMissing} answers refer to bodies in archives that were not given.");
            context.Error.WriteLine($"{summary.Pages} pages of {summary.Answers} answers");
            return Task.FromResult(summary.Pages > 0 ? ExitCode.Done : ExitCode.Failed);
        });
        return command;
    }

    private static ExtractSummary ToFolder(CliContext context, CrawlSettings settings, IReadOnlyList<string> archives, string folder, bool overwrite)
    {
        IReadOnlyList<OutputSpec> specs = OutputSpecs.OfPages(settings.Outputs);
        if (!settings.Outputs.CompressPages) specs = [new OutputSpec { Name = JobDirectory.PagesFile, IsText = true }, .. specs];
        using var outputs = OutputFolder.Create(folder, specs, settings.Outputs.Sqlite, overwrite);
        var summary = ExtractJob.Run(settings, archives, (row, others) => outputs.AddPage(row, others));
        foreach (var file in outputs.Complete()) context.Error.WriteLine($"{Path.Combine(folder, file.Name)}: {file.Rows} rows");
        return summary;
    }
}
