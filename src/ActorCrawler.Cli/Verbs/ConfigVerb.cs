using System.CommandLine;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Flags;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>config show | reference</c>: the settings in force, and all that there are.</summary>
internal static class ConfigVerb
{
    public static Command Make(CliContext context) => new("config", "Show the settings in force and where each comes from, or all settings with what they mean.")
    {
        Show(context),
        Reference(context),
    };

    private static VerbCommand Show(CliContext context)
    {
        var urls = new Argument<string[]>("URL") { Description = "Start URLs, as for crawl.", Arity = ArgumentArity.ZeroOrMore };
        var config = new Option<string>("--config") { HelpName = "FILE", Description = "A job file in HOCON, or a job's settings.conf." };
        var changed = new Option<bool>("--changed") { Description = "Only settings that differ from the defaults.", Arity = ArgumentArity.Zero };
        var command = new VerbCommand("show", "Print the settings that a crawl with these arguments would have, each with where it comes from, as a job file. Nothing is fetched.")
        {
            Examples =
            [
                ("actorcrawler config show --config job.conf", "What a job file, the environment and the defaults come to."),
                ("actorcrawler config show --config crawl-example.org/settings.conf --changed", "What is special about a job."),
            ],
        };
        command.Arguments.Add(urls);
        command.Options.Add(config);
        command.Options.Add(changed);
        var flags = new FlagSet(command, SettingFlags.All);
        command.SetAction(parsed =>
        {
            var settings = CrawlSettings.Load(new SettingsSources
            {
                JobFile = parsed.GetValue(config),
                Environment = context.Environment,
                Flags = [.. (parsed.GetValue(urls) ?? []).Select(url => new SettingValue("start URL", "start-urls", url)), .. flags.Values(parsed)],
                WorkingDirectory = context.WorkingDirectory,
                NeedsStartUrls = false,
            });
            context.Out.Write(JobSettingsFile.Explain(parsed.GetValue(changed) ? settings.Effective.Where(s => !s.IsDefault) : settings.Effective));
            return ExitCode.Done;
        });
        return command;
    }

    private static VerbCommand Reference(CliContext context)
    {
        var command = new VerbCommand("reference", "Print every setting with unit, meaning and default: a commented example of a job file.")
        {
            Examples = [("actorcrawler config reference > job.conf", "A job file to start from; what is not changed can be taken out.")],
        };
        command.SetAction(_ =>
        {
            context.Out.Write(JobSettingsFile.Reference);
            return ExitCode.Done;
        });
        return command;
    }
}
