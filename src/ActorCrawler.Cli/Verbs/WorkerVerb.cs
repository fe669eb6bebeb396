using System.CommandLine;
using ActorCrawler.Actors.Logging;
using ActorCrawler.Actors.Nodes;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Flags;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>worker --join HOST:PORT</c>: parses for a crawl.</summary>
internal static class WorkerVerb
{
    private static readonly SettingFlag[] Flags =
    [
        new("--parsers", "worker.parsers", "N", "Pages parsed at a time. Default: as many as cores."),
        new("--log-level", "log.stderr-level", "debug|info|warning|error", "What goes to standard error. Default: info."),
        new("--log-format", "log.format", "text|json", "The form of log lines."),
    ];

    public static Command Make(CliContext context)
    {
        var join = new Option<string>("--join") { HelpName = "HOST:PORT", Description = "Where the crawl listens: what its --listen says.", Required = true };
        var stay = new Option<bool>("--stay") { Description = "Stay when the crawl has ended, and wait for the next.", Arity = ArgumentArity.Zero };
        var config = new Option<string>("--config") { HelpName = "FILE", Description = "A file in HOCON, such as one with certificates." };
        var attached = new Option<bool>("--attached") { Description = "Read the secret from standard input, and end with it.", Arity = ArgumentArity.Zero, Hidden = true };
        var secret = SecretOption.Make();
        var command = new VerbCommand("worker", "Parse pages for a crawl that another process runs (seed), until it has ended. Keeps trying while there is none.")
        {
            Examples =
            [
                ("actorcrawler worker --join 127.0.0.1:4053 --secret-file job/crawl.secret", "Parses for the crawl in ./job."),
                ("ACTORCRAWLER_SECRET=... actorcrawler worker --join seed.example:4053 --stay", "Parses for one crawl after the other."),
            ],
        };
        command.Options.Add(join);
        command.Options.Add(secret);
        command.Options.Add(stay);
        command.Options.Add(config);
        command.Options.Add(attached);
        var flags = new FlagSet(command, Flags);
        command.SetAction((parsed, _) =>
        {
            var sources = new SettingsSources
            {
                JobFile = parsed.GetValue(config),
                Environment = parsed.GetValue(attached) ? WithSecret(context) : context.Environment,
                SecretFile = parsed.GetValue(secret),
                Flags = [.. flags.Values(parsed)],
                WorkingDirectory = context.WorkingDirectory,
            };
            return RunAsync(context, WorkerSettings.Load(sources, parsed.GetValue(join)!, parsed.GetValue(stay)), parsed.GetValue(attached));
        });
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, WorkerSettings settings, bool isAttached)
    {
        using var log = new CrawlLog(null, settings.Log, context.Time, entry => context.Error.WriteLine(LogLine.Format(entry, settings.Log.Format)));
        using var stop = new StopRequest(isAttached ? context with { ListenForSignals = heard => context.ListenForSignals(s => Pass(s, heard)) } : context);
        if (isAttached) EndWithInput(context);
        await WorkerJob.RunAsync(settings, log, context.Time, stop.Token).ConfigureAwait(false);
        return stop.Code ?? ExitCode.Done;

        // Ctrl-C in a terminal reaches all processes there: the crawl decides when its workers are no longer needed.
        static void Pass(StopSignal signal, Action<StopSignal> heard)
        {
            if (signal == StopSignal.Terminate) heard(signal);
        }
    }

    private static Dictionary<string, string> WithSecret(CliContext context) =>
        new(context.Environment) { [SettingsSources.SecretVariable] = context.In.ReadLine() ?? "" };

    /// <summary>The pipe closes when whoever started this process is no more, however it ended. A thread of its own waits for it: consoles read without await.</summary>
    private static void EndWithInput(CliContext context) => new Thread(() =>
    {
        while (context.In.ReadLine() is not null)
        {
        }

        context.Exit(ExitCode.Done);
    })
    { IsBackground = true, Name = "parent" }.Start();
}
