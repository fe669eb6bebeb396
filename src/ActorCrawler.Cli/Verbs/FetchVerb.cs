using System.CommandLine;
using ActorCrawler.Actors.Probing;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Flags;
using ActorCrawler.Cli.Screen;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>fetch URL...</c>: what a crawl sees of single pages.</summary>
internal static class FetchVerb
{
    private static readonly string[] Sections = ["fetch.", "politeness.", "scope.", "urls.", "frontier.max-redirects", "extract."];

    public static Command Make(CliContext context)
    {
        var urls = new Argument<string[]>("URL") { Description = "What to fetch. Without a scheme, https is tried, then http.", Arity = ArgumentArity.OneOrMore };
        var config = new Option<string>("--config") { HelpName = "FILE", Description = "A job file, or a job's settings.conf: its rules hold here too." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line for each URL.", Arity = ArgumentArity.Zero };
        var command = new VerbCommand("fetch", "Show what the crawler sees of a page: robots verdict, redirects, headers, charset, record, and what it would do with each link.")
        {
            Examples =
            [
                ("actorcrawler fetch https://example.org/page", "Fetches robots.txt and the page, and stores nothing."),
                ("actorcrawler fetch https://example.org/ --exclude '\\?sort=' --config crawl-example.org/settings.conf", "Tries a rule on the links of a page."),
                ("actorcrawler fetch https://example.org/ --field 'price=css:.price'", "Tries an extraction rule."),
                ("actorcrawler fetch example.org --json", "The same for programs."),
            ],
        };
        command.Arguments.Add(urls);
        command.Options.Add(config);
        command.Options.Add(json);
        var flags = new FlagSet(command, SettingFlags.All.Where(f => Sections.Any(s => f.Key.StartsWith(s, StringComparison.Ordinal))));
        command.SetAction((parsed, _) =>
        {
            var settings = CrawlSettings.Load(new SettingsSources
            {
                JobFile = parsed.GetValue(config),
                Environment = context.Environment,
                Flags = [.. parsed.GetValue(urls)!.Select(url => new SettingValue("URL", "start-urls", url)), .. flags.Values(parsed)],
                WorkingDirectory = context.WorkingDirectory,
            });
            return RunAsync(context, settings, parsed.GetValue(json));
        });
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, CrawlSettings settings, bool json)
    {
        using var stop = new StopRequest(context);
        using var probe = new PageProbe(settings);
        var code = ExitCode.Done;
        try
        {
            foreach (var url in settings.StartUrls)
            {
                var report = await probe.ProbeAsync(url, stop.Token).ConfigureAwait(false);
                foreach (var line in json ? [ProbeJson.Line(report)] : ProbeText.Lines(report)) await context.Out.WriteLineAsync(line).ConfigureAwait(false);
                if (report.Hops[^1].Head?.Status is not (>= 200 and < 300)) code = ExitCode.Failed;
            }
        }
        catch (OperationCanceledException) when (stop.Code is not null)
        {
            code = stop.Code.Value;
        }

        return code;
    }
}
