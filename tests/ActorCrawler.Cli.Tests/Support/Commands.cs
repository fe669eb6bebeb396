using ActorCrawler.Actors;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Screen;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Cli.Tests.Support;

/// <summary>Runs command lines in this process, with everything around them put in its place.</summary>
internal sealed class Commands : IDisposable
{
    private readonly Folder _folder = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private Action<StopSignal>? _signals;

    /// <summary>The working directory.</summary>
    public Folder Folder => _folder;

    public Dictionary<string, string> Environment { get; } = [];

    public ManualTime Time { get; } = new();

    /// <summary>Codes that the process was to end with at once.</summary>
    public List<int> Exits { get; } = [];

    /// <summary>The settings of the last crawl.</summary>
    public CrawlSettings? Settings { get; private set; }

    /// <summary>What a crawl does here; by default it ends at once with <see cref="Ended"/>.</summary>
    public Func<CrawlHooks, CancellationToken, Task<CrawlSummary>>? OnCrawl { get; set; }

    /// <summary>How a crawl ends here.</summary>
    public CrawlOutcome Ended { get; set; } = CrawlOutcome.Finished;

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public CliContext Context => new()
    {
        In = TextReader.Null,
        Out = TextWriter.Synchronized(_out),
        Error = new Terminal(TextWriter.Synchronized(_error), null),
        Environment = Environment,
        WorkingDirectory = _folder.Path,
        Time = Time,
        ListenForSignals = heard =>
        {
            _signals = heard;
            return new Listening();
        },
        Exit = Exits.Add,
        Program = new WorkerProgram(BuiltProgram.Location),
        Crawl = (settings, hooks, stop) =>
        {
            Settings = settings;
            return OnCrawl is null ? Task.FromResult(Summary(Ended)) : OnCrawl(hooks, stop);
        },
    };

    public Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(args, Context);

    public void Signal(StopSignal signal) => _signals!(signal);

    public void Dispose() => _folder.Dispose();

    public static CrawlSummary Summary(CrawlOutcome outcome, string message = "")
    {
        var counts = new long[256];
        counts[(byte)Reason.Page] = 7;
        counts[(byte)Reason.NotHtml] = 1;
        counts[(byte)Reason.Dns] = 2;
        counts[(byte)Reason.Robots] = 3;
        counts[(byte)Reason.Queued] = 4;
        return new CrawlSummary
        {
            Outcome = outcome,
            Message = message,
            Directory = "/job",
            Ledger = new Ledger(17, counts, 1_234_567),
            PagesThisRun = 7,
            FetchesThisRun = 12,
            Elapsed = TimeSpan.FromSeconds(2),
            Files = [new OutputFile("/job/pages.jsonl", 7, 8_900), new OutputFile("/job/urls.jsonl", 13, 1_300)],
            StartUrls = [new StartUrlOutcome("http://a.test/", Reason.Dns, 0, "no such host"), new StartUrlOutcome("http://b.test/", Reason.HttpClientError, 404, "")],
        };
    }

    private sealed class Listening : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
