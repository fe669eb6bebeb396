using System.CommandLine;
using ActorCrawler.Actors;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Flags;
using ActorCrawler.Simulator;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>demo</c>: serves the simulated web and crawls it.</summary>
internal static class DemoVerb
{
    public static Command Make(CliContext context)
    {
        var directory = new Option<string>("--out") { HelpName = "DIR", Description = "The job directory. Default: ./crawl-demo; an older one is renamed." };
        var quiet = new Option<bool>("--quiet") { Description = "Print nothing but where the records are, and errors.", Arity = ArgumentArity.Zero };
        var command = new VerbCommand("demo", "Serve the simulated web on a free loopback port, crawl it without delay, and print where the records are.")
        {
            Examples =
            [
                ("actorcrawler demo", "Crawls three small hosts in a moment."),
                ("actorcrawler demo --pages 5000 --latency 20ms-200ms", "Long enough to watch."),
            ],
        };
        command.Options.Add(directory);
        command.Options.Add(quiet);
        var flags = new WebFlags(command);
        command.SetAction((parsed, _) => RunAsync(context, WebFlags.CheckNaming(flags.Read(parsed) with { Naming = HostNaming.Ports }), parsed.GetValue(directory) ?? "crawl-demo", parsed.GetValue(quiet)));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, SimulatorOptions options, string directory, bool quiet)
    {
        await using var server = await SimulatedWebs.StartAsync(options, CancellationToken.None).ConfigureAwait(false);
        if (!quiet) context.Error.WriteLine($"serving {Text.Count(options.Hosts, "host")} of {Text.Count(options.PagesPerHost, "page")} at {server.BaseUrls[0]} and so on");
        var settings = CrawlSettings.Load(new SettingsSources
        {
            // The environment is left out: a demo is the same everywhere.
            Flags =
            [
                .. server.BaseUrls.Select(url => new SettingValue("demo", "start-urls", url)),
                new SettingValue("--out", "out", directory),
                new SettingValue("demo", "politeness.delay", "0"),
                new SettingValue("demo", "politeness.per-host", "8"),
                new SettingValue("demo", "fetch.allow-private", "on"),
                new SettingValue("demo", "log.stderr-level", "error"),
                new SettingValue("demo", "progress.quiet", quiet ? "on" : "off"),
            ],
            WorkingDirectory = context.WorkingDirectory,
            OpenMode = JobOpenMode.Fresh,
        });
        var (code, summary) = await CrawlRunner.RunWithSummaryAsync(context, settings).ConfigureAwait(false);
        if (summary.Outcome == CrawlOutcome.Finished && !IsComplete(context, server, summary, quiet)) code = ExitCode.Failed;
        if (summary.Files.Count > 0) await context.Out.WriteLineAsync(summary.Files[0].Path).ConfigureAwait(false);
        return code;
    }

    /// <summary>Holds what was found against the simulated web's answer key.</summary>
    private static bool IsComplete(CliContext context, SimulatorServer server, CrawlSummary summary, bool quiet)
    {
        var expected = server.Manifest.Expect().Pages.Count;
        if (summary.Ledger.Pages != expected)
            context.Error.WriteLine($"actorcrawler: the simulated web's answer key names {Text.Count(expected, "page")}, {Text.Count(summary.Ledger.Pages)} were found.");
        else if (!quiet)
            context.Error.WriteLine($"all {Text.Count(expected)} pages that the simulated web's answer key names were found");
        return summary.Ledger.Pages == expected;
    }
}
