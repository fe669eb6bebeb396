using System.CommandLine;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Flags;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>resume DIR</c></summary>
internal static class ResumeVerb
{
    /// <summary>Its name on the command line.</summary>
    public const string Name = "resume";

    public static Command Make(CliContext context)
    {
        var directory = new Argument<string>("DIR") { Description = "The job directory." };
        var command = new VerbCommand(Name, "Go on with an unfinished crawl, with the settings it had. Budgets, delays and the like may be given anew.")
        {
            Examples =
            [
                ("actorcrawler resume crawl-example.org", "Goes on where the crawl stopped, whatever stopped it."),
                ("actorcrawler resume crawl-example.org --max-pages 2000", "Goes on with a higher budget."),
            ],
        };
        var secret = SecretOption.Make();
        command.Arguments.Add(directory);
        command.Options.Add(secret);
        var flags = new FlagSet(command, SettingFlags.All.Where(f => f.MayChange));
        command.SetAction((parsed, _) =>
        {
            var given = parsed.GetValue(directory)!;
            JobSettingsFile.Find(given, context.WorkingDirectory);
            var settings = CrawlSettings.Load(new SettingsSources
            {
                JobFile = Path.Combine(given, JobDirectory.SettingsFile),
                Environment = context.Environment,
                SecretFile = parsed.GetValue(secret),
                Flags = [new SettingValue("DIR", "out", given), .. flags.Values(parsed)],
                WorkingDirectory = context.WorkingDirectory,
                OpenMode = JobOpenMode.OpenExisting,
            });
            return CrawlRunner.RunAsync(context, settings);
        });
        return command;
    }
}
