using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ActorCrawler.Actors;
using ActorCrawler.Actors.Probing;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Compare;
using ActorCrawler.Cli.Flags;
using ActorCrawler.Simulator;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>compare FILE | --web</c>: the same URLs, five ways of working, side by side.</summary>
internal static class CompareVerb
{
    private static readonly string[] Sections = ["fetch.", "politeness."];

    public static Command Make(CliContext context)
    {
        var options = new Options();
        var command = new VerbCommand("compare", "Fetch a list of URLs one by one, with threads, asynchronously, with actors and with worker processes, and compare.")
        {
            Examples =
            [
                ("actorcrawler compare --web", "Compares on the simulated web: one workload that waits, one that computes."),
                ("actorcrawler compare urls.txt --out report", "Compares on URLs of yours; hosts but loopback keep robots.txt and their limits."),
                ("actorcrawler compare --web --urls 500 --latency 500ms --rows async,actors", "Other sizes, fewer rows."),
            ],
        };
        options.AddTo(command);
        var flags = new FlagSet(command, SettingFlags.All.Where(f => Sections.Any(s => f.Key.StartsWith(s, StringComparison.Ordinal))));
        command.SetAction(async (parsed, _) =>
        {
            var rows = options.Rows(parsed);
            var isWeb = parsed.GetValue(options.Web);
            var file = parsed.GetValue(options.File);
            if (isWeb == file is not null) throw new SettingsException("compare: give a file of URLs, or --web.");
            var given = flags.Values(parsed).ToList();
            if (isWeb) given.Add(new SettingValue("--web", "fetch.allow-private", "on"));
            var folder = parsed.GetValue(options.Out) is { } report ? OutputDirectory.Make(Path.GetFullPath(report, context.WorkingDirectory)) : null;
            using var stop = new StopRequest(context);
            try
            {
                if (!isWeb) return await RunAsync(context, options, parsed, rows, folder, given, await FromFileAsync(context, options, parsed, file!, given, stop.Token).ConfigureAwait(false), stop.Token).ConfigureAwait(false);
                var web = new SimulatorOptions { Hosts = 1, PagesPerHost = options.UrlCount(parsed), Variety = false, Naming = HostNaming.Ports };
                var (latency, weight) = (options.LatencyOf(parsed), options.WeightOf(parsed, isWeb));
                await using var waiting = await SimulatedWebs.StartAsync(web with { MinLatency = latency, MaxLatency = latency }, stop.Token).ConfigureAwait(false);
                await using var prompt = await SimulatedWebs.StartAsync(web, stop.Token).ConfigureAwait(false);
                return await RunAsync(
                    context,
                    options,
                    parsed,
                    rows,
                    folder,
                    given,
                    [new Workload($"waiting: every answer takes {latency.TotalMilliseconds:0} ms", Urls(waiting), 1), new Workload("computing: answers at once, heavy extraction", Urls(prompt), weight)],
                    stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.Code is not null)
            {
                return stop.Code.Value;
            }
        });
        return command;

        List<RowUrl> Urls(SimulatorServer server) => [.. server.Manifest.Expect().Pages.Select(page => new RowUrl(page.Url, -1))];
    }

    /// <summary>The URLs of a file that robots.txt allows, each with its host's wait.</summary>
    private static async Task<IReadOnlyList<Workload>> FromFileAsync(
        CliContext context, Options options, ParseResult parsed, string file, List<SettingValue> given, CancellationToken stop)
    {
        var settings = CrawlSettings.Load(new SettingsSources
        {
            Environment = context.Environment,
            Flags = [new SettingValue("FILE", "seeds", file), .. given],
            WorkingDirectory = context.WorkingDirectory,
        });
        using var probe = new PageProbe(settings);
        var urls = new List<RowUrl>();
        foreach (var start in settings.StartUrls)
        {
            if (PageWork.IsLoopback(start.Url))
            {
                urls.Add(new RowUrl(start.Url, -1));
                continue;
            }

            var robots = await probe.AskRobotsAsync(start, stop).ConfigureAwait(false);
            if (robots.Allowed) urls.Add(new RowUrl(start.Url, robots.Wait.TotalMilliseconds));
            else context.Error.WriteLine($"left out: {start.Url}: {Text.Printable(robots.Explanation)}");
        }

        if (urls.Count == 0) throw new IOException($"{file}: robots.txt allows none of its URLs.");
        return [new Workload(file, urls, options.WeightOf(parsed, isWeb: false))];
    }

    private static async Task<int> RunAsync(
        CliContext context, Options options, ParseResult parsed, IReadOnlyList<string> rows, string? folder, List<SettingValue> given, IReadOnlyList<Workload> workloads, CancellationToken stop)
    {
        var cores = Environment.ProcessorCount;
        var concurrency = options.ConcurrencyOf(parsed);
        var perHost = CrawlSettings.Load(new SettingsSources { Environment = context.Environment, Flags = given, NeedsStartUrls = false }).Politeness.PerHost;
        given.Add(new SettingValue("compare", "fetch.max-connections-per-host", concurrency.ToString(CultureInfo.InvariantCulture)));
        // Room for all that are in flight, over all hosts; who says otherwise gets what he says.
        if (given.All(value => value.Key != "fetch.max-connections"))
            given.Add(new SettingValue("compare", "fetch.max-connections", (concurrency + 512).ToString(CultureInfo.InvariantCulture)));
        var comparison = new Comparison(
            context.Program ?? throw new IOException("This program cannot start further processes."),
            new RowOrder("", concurrency, options.ProcessesOf(parsed), 1, perHost, [.. given.Select(v => KeyValuePair.Create(v.Key, v.Value))], []),
            context.Time);
        var all = new List<(Workload, IReadOnlyList<RowMeasurement>)>();
        var failures = 0;
        foreach (var workload in workloads)
        {
            var measured = new List<RowMeasurement>();
            foreach (var row in rows)
            {
                context.Error.WriteLine($"{workload.Title}: {row} ...");
                measured.Add(await comparison.RunAsync(row, workload, stop).ConfigureAwait(false));
            }

            all.Add((workload, measured));
            failures += measured.Sum(row => row.Failures);
            foreach (var line in ComparisonText.Lines(workload, measured, cores)) await context.Out.WriteLineAsync(line).ConfigureAwait(false);
            await context.Out.WriteLineAsync().ConfigureAwait(false);
        }

        if (folder is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "compare.svg"), ComparisonPage.Svg(all), stop).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(folder, "compare.html"), ComparisonPage.Html(all, cores), stop).ConfigureAwait(false);
            await File.WriteAllLinesAsync(
                Path.Combine(folder, "results.jsonl"), comparison.Results.Select(r => JsonSerializer.Serialize(r, CompareJson.Default.PageResult)), stop).ConfigureAwait(false);
            await context.Out.WriteLineAsync(Path.Combine(folder, "compare.html")).ConfigureAwait(false);
        }

        return failures == workloads.Sum(w => w.Urls.Count) * rows.Count ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>The options that are this verb's own.</summary>
    private sealed class Options
    {
        public Argument<string?> File { get; } = new("FILE") { Description = "A file with one URL a line.", Arity = ArgumentArity.ZeroOrOne };

        public Option<bool> Web { get; } = new("--web") { Description = "Compare on the simulated web instead of a file.", Arity = ArgumentArity.Zero };

        public Option<string> Out { get; } = new("--out") { HelpName = "DIR", Description = "Also write compare.html, compare.svg and results.jsonl (200 characters and meta tags of each page)." };

        private readonly Option<string> _urls = new("--urls") { HelpName = "N", Description = "With --web: pages. Default: 100." };
        private readonly Option<string> _latency = new("--latency") { HelpName = "TIME", Description = "With --web: how long each answer of the waiting workload takes. Default: 150ms." };
        private readonly Option<string> _weight = new("--weight") { HelpName = "N", Description = "How often each page is extracted, to make computing heavier. Default: 1; 4,000 for --web's computing workload." };
        private readonly Option<string> _concurrency = new("--concurrency") { HelpName = "N", Description = "Fetches in flight, and threads. Default: 100." };
        private readonly Option<string> _processes = new("--processes") { HelpName = "N", Description = "Worker processes. Default: as many as cores." };
        private readonly Option<string> _rows = new("--rows") { HelpName = "NAMES", Description = $"Some of {string.Join(",", RowNames.All)}. Default: all." };

        public void AddTo(Command command)
        {
            command.Arguments.Add(File);
            foreach (var option in new Option[] { Web, _urls, _latency, _weight, _concurrency, _processes, _rows, Out }) command.Options.Add(option);
        }

        public IReadOnlyList<string> Rows(ParseResult parsed)
        {
            if (parsed.GetValue(_rows) is not { } text) return RowNames.All;
            var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return names.Length > 0 && names.All(RowNames.All.Contains)
                ? [.. RowNames.All.Where(names.Contains)]
                : throw new SettingsException($"--rows: '{text}' must be some of {string.Join(",", RowNames.All)}.");
        }

        public int UrlCount(ParseResult parsed) => Count("--urls", parsed.GetValue(_urls), 100, 100_000);

        public int WeightOf(ParseResult parsed, bool isWeb) => Count("--weight", parsed.GetValue(_weight), isWeb ? 4000 : 1, 1_000_000);

        public int ConcurrencyOf(ParseResult parsed) => Count("--concurrency", parsed.GetValue(_concurrency), 100, 10_000);

        public int ProcessesOf(ParseResult parsed) => Count("--processes", parsed.GetValue(_processes), Environment.ProcessorCount, 256);

        public TimeSpan LatencyOf(ParseResult parsed) => parsed.GetValue(_latency) is not { } text ? TimeSpan.FromMilliseconds(150)
            : SettingText.TryDuration(text, out var latency) && latency <= TimeSpan.FromMinutes(1) ? latency
            : throw new SettingsException($"--latency: '{text}' must be a duration such as 200ms, at most 1m.");

        private static int Count(string flag, string? text, int usual, int most) => WebFlags.Number(flag, text) switch
        {
            null => usual,
            >= 1 and var n when n <= most => n,
            _ => throw new SettingsException($"{flag}: '{text}' must be a whole number from 1 to {most}."),
        };
    }
}
