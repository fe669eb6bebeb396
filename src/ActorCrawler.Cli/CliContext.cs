using System.Collections;
using ActorCrawler.Actors;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Pbm;
using ActorCrawler.Cli.Screen;

namespace ActorCrawler.Cli;

/// <summary>What the command line takes from its process, so that tests can put something else in its place.</summary>
internal sealed record CliContext
{
    /// <summary>Standard input.</summary>
    public required TextReader In { get; init; }

    /// <summary>The terminal that a prompt is typed at; null when there is none.</summary>
    public PromptConsole? Prompt { get; init; }

    /// <summary>For data.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>For everything else.</summary>
    public required Terminal Error { get; init; }

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>What relative paths are relative to.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Listens for Ctrl-C and its kin until disposed.</summary>
    public required Func<Action<StopSignal>, IDisposable> ListenForSignals { get; init; }

    /// <summary>Ends the process at once, with a code.</summary>
    public required Action<int> Exit { get; init; }

    /// <summary>By which further processes of this program are started; null: they cannot be.</summary>
    public required WorkerProgram? Program { get; init; }

    /// <summary>Runs crawls.</summary>
    public required Func<CrawlSettings, CrawlHooks, CancellationToken, Task<CrawlSummary>> Crawl { get; init; }

    /// <summary>The process's own.</summary>
    public static CliContext Real()
    {
        var environment = new Dictionary<string, string>();
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            environment[(string)variable.Key] = (string?)variable.Value ?? "";
        return new CliContext
        {
            In = Console.In,
            Prompt = PromptConsole.Own(environment),
            Out = Console.Out,
            Error = Terminal.StandardError(environment),
            Environment = environment,
            WorkingDirectory = System.Environment.CurrentDirectory,
            Time = TimeProvider.System,
            ListenForSignals = ProcessSignals.Listen,
            Exit = System.Environment.Exit,
            Program = OwnProgram(),
            Crawl = CrawlJob.RunAsync,
        };
    }

    private static WorkerProgram? OwnProgram() => System.Environment.ProcessPath switch
    {
        null => null,
        var path when Path.GetFileNameWithoutExtension(path) == "dotnet" => new WorkerProgram(path, typeof(CliContext).Assembly.Location),
        var path => new WorkerProgram(path),
    };
}
