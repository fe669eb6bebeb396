using System.CommandLine;
using ActorCrawler.Actors.Inquiry;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>why URL --out DIR</c></summary>
internal static class WhyVerb
{
    public static Command Make(CliContext context)
    {
        var url = new Argument<string>("URL") { Description = "The URL, in any spelling." };
        var directory = new Option<string>("--out") { HelpName = "DIR", Description = "The job directory, of a crawl that runs or has ended.", Required = true };
        var command = new VerbCommand("why", "Tell what became of a URL, and by which rule; of one never found, what the rules would say.")
        {
            Examples =
            [
                ("actorcrawler why https://example.org/private --out crawl-example.org", "Tells the line of robots.txt that forbids it, for instance."),
            ],
        };
        command.Arguments.Add(url);
        command.Options.Add(directory);
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(directory)!;
            JobSettingsFile.Find(given, context.WorkingDirectory);
            var settings = CrawlSettings.Load(new SettingsSources
            {
                JobFile = Path.Combine(given, JobDirectory.SettingsFile),
                Flags = [new SettingValue("--out", "out", given)],
                NeedsSecrets = false,
                WorkingDirectory = context.WorkingDirectory,
                OpenMode = JobOpenMode.OpenExisting,
            });
            foreach (var line in WhyText.Lines(UrlInquiry.Ask(settings, parsed.GetValue(url)!, context.Time))) context.Out.WriteLine(line);
            return ExitCode.Done;
        });
        return command;
    }
}
