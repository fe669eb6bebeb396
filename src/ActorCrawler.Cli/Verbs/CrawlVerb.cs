using System.CommandLine;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Flags;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>crawl URL...</c>, and <c>seed URL...</c>, which is the same and listens for workers.</summary>
internal static class CrawlVerb
{
    private static readonly SettingFlag Listen = new("--listen", "cluster.listen", "HOST:PORT", "Where workers join, such as 127.0.0.1:4053. Port 0: the system picks one.");

    public static Command Make(CliContext context) => Make(
        context,
        new VerbCommand("crawl", "Crawl from start URLs into a job directory; go on with it when it is there already.")
        {
            Examples =
            [
                ("actorcrawler crawl https://example.org", "Crawls a site, one request a second, into ./crawl-example.org."),
                ("actorcrawler crawl --seeds urls.txt --max-depth 0 --concurrency 500 --out pages", "Fetches a list of URLs, many hosts at a time."),
                ("actorcrawler crawl example.org --include '/docs/' --exclude '\\.pdf$' --max-pages 1000", "Crawls a part of a site."),
                ("actorcrawler crawl --config job.conf", "Takes everything from a job file."),
                ("actorcrawler crawl --seeds urls.txt --workers 4", "Parses in four further processes, which end with this one."),
            ],
        },
        SettingFlags.All,
        _ => { });

    public static Command MakeSeed(CliContext context) => Make(
        context,
        new VerbCommand("seed", "Crawl as 'crawl' does, and let workers join: processes that parse for this crawl.")
        {
            Examples =
            [
                ("actorcrawler seed https://example.org --listen 127.0.0.1:4053 --out job", "Crawls, and listens for workers."),
                ("actorcrawler worker --join 127.0.0.1:4053 --secret-file job/crawl.secret", "A worker for it, on the same machine."),
            ],
        },
        [Listen, .. SettingFlags.All],
        settings =>
        {
            if (settings.Cluster.Listen is null) throw new SettingsException("seed: --listen HOST:PORT says where workers join, such as --listen 127.0.0.1:4053.");
        });

    private static VerbCommand Make(CliContext context, VerbCommand command, IEnumerable<SettingFlag> settingFlags, Action<CrawlSettings> check)
    {
        var urls = new Argument<string[]>("URL")
        {
            Description = "Where to start. Without a scheme, https is tried, then http.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var config = new Option<string>("--config") { HelpName = "FILE", Description = "A job file in HOCON: everything that flags can say, and more." };
        var fresh = new Option<bool>("--fresh") { Description = "Begin anew; a directory that is there is renamed, never deleted.", Arity = ArgumentArity.Zero };
        var secret = SecretOption.Make();
        command.Arguments.Add(urls);
        command.Options.Add(config);
        command.Options.Add(fresh);
        command.Options.Add(secret);
        var flags = new FlagSet(command, settingFlags);
        command.SetAction((parsed, _) =>
        {
            var starts = (parsed.GetValue(urls) ?? []).Select(url => new SettingValue("start URL", "start-urls", url));
            var settings = CrawlSettings.Load(new SettingsSources
            {
                JobFile = parsed.GetValue(config),
                Environment = context.Environment,
                SecretFile = parsed.GetValue(secret),
                Flags = [.. starts, .. flags.Values(parsed)],
                WorkingDirectory = context.WorkingDirectory,
                OpenMode = parsed.GetValue(fresh) ? JobOpenMode.Fresh : JobOpenMode.OpenOrCreate,
            });
            check(settings);
            return CrawlRunner.RunAsync(context, settings);
        });
        return command;
    }
}
