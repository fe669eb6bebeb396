using System.CommandLine;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Flags;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>crawl URL...</c></summary>
internal static class CrawlVerb
{
    public static Command Make(CliContext context)
    {
        var urls = new Argument<string[]>("URL")
        {
            Description = "Where to start. Without a scheme, https is tried, then http.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var config = new Option<string>("--config") { HelpName = "FILE", Description = "A job file in HOCON: everything that flags can say, and more." };
        var fresh = new Option<bool>("--fresh") { Description = "Begin anew; a directory that is there is renamed, never deleted.", Arity = ArgumentArity.Zero };
        var command = new VerbCommand("crawl", "Crawl from start URLs into a job directory; go on with it when it is there already.")
        {
            Examples =
            [
                ("actorcrawler crawl https://example.org", "Crawls a site, one request a second, into ./crawl-example.org."),
                ("actorcrawler crawl --seeds urls.txt --max-depth 0 --concurrency 500 --out pages", "Fetches a list of URLs, many hosts at a time."),
                ("actorcrawler crawl example.org --include '/docs/' --exclude '\\.pdf$' --max-pages 1000", "Crawls a part of a site."),
                ("actorcrawler crawl --config job.conf", "Takes everything from a job file."),
            ],
        };
        command.Arguments.Add(urls);
        command.Options.Add(config);
        command.Options.Add(fresh);
        var flags = new FlagSet(command, SettingFlags.All);
        command.SetAction((parsed, _) =>
        {
            var starts = (parsed.GetValue(urls) ?? []).Select(url => new SettingValue("start URL", "start-urls", url));
            var settings = CrawlSettings.Load(new SettingsSources
            {
                JobFile = parsed.GetValue(config),
                Environment = context.Environment,
                Flags = [.. starts, .. flags.Values(parsed)],
                WorkingDirectory = context.WorkingDirectory,
                OpenMode = parsed.GetValue(fresh) ? JobOpenMode.Fresh : JobOpenMode.OpenOrCreate,
            });
            return CrawlRunner.RunAsync(context, settings);
        });
        return command;
    }
}
