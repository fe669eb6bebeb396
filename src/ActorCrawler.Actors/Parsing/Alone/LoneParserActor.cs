using ActorCrawler.Core.Frontier;
using Akka.Actor;
using Akka.Event;

namespace ActorCrawler.Actors.Parsing.Alone;

/// <summary>
/// Parses suspects, one at a time, in a process that may die of them. States: idle → parsing (the process has the page; the others wait in
/// a queue) → idle, or → waiting (the process could not be started, which is no page's fault) → parsing.
/// </summary>
internal sealed class LoneParserActor : UntypedActor, IWithTimers
{
    /// <summary>Deaths, alone with a page, after which the page is the culprit.</summary>
    private const int MaxDeaths = 2;

    private const string RetryKey = "retry";
    private const string IdleKey = "idle";

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(30);

    private readonly LoneParserProcess _process;
    private readonly Queue<ParseJob> _waiting = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private ParserSetup _setup;
    private ParseJob? _current;
    private int _deaths;
    private bool _isStale;

    public LoneParserActor(WorkerProgram program, ParserSetup setup)
    {
        _process = new LoneParserProcess(program);
        _setup = setup;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A parser of suspects; answers its parent.</summary>
    public static Props Props(WorkerProgram program, ParserSetup setup) => Akka.Actor.Props.Create(() => new LoneParserActor(program, setup));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ParseProtocol.Parse parse:
                _waiting.Enqueue(parse.Job);
                Next();
                break;
            case ParserSetup setup:
                _setup = setup;
                _isStale = true;
                break;
            case Answered answered: OnAnswered(answered.Report); break;
            case NotStarted failed:
                _log.Error("{0} A page waits for it, and is tried again.", failed.Why);
                Timers.StartSingleTimer(RetryKey, Again.Instance, Retry);
                break;
            case Again: Try(); break;
            case Idle when _current is null: _process.End(); break;
            case Idle: break;
            default: Unhandled(message); break;
        }
    }

    protected override void PostStop()
    {
        _stopped.Cancel();
        _process.Dispose();
        base.PostStop();
    }

    private void Next()
    {
        if (_current is not null || !_waiting.TryDequeue(out _current)) return;
        _deaths = 0;
        if (_isStale) _process.End();
        _isStale = false;
        Timers.Cancel(IdleKey);
        Try();
    }

    private void Try() =>
        _process.ParseAsync(_current!, _setup, _stopped.Token)
            .PipeTo(Self, Self, report => new Answered(report), error => new NotStarted(error.Message));

    private void OnAnswered(ParseReport? report)
    {
        var job = _current!;
        if (report is null && ++_deaths < MaxDeaths)
        {
            _log.Warning("a process that had nothing but {0} to parse died; another one tries", job.Url);
            Try();
            return;
        }

        if (report is null)
        {
            _log.Warning("{0} killed the process that parsed it, {1} times while alone in it", job.Url, MaxDeaths);
            report = new ParseReport.Failed(Reason.ParserCrashed, $"it killed the process that parsed it, {MaxDeaths} times while alone in it");
        }

        _current = null;
        Context.Parent.Tell(new ParseProtocol.Parsed(job.LeaseId, job.Fence, report));
        Timers.StartSingleTimer(IdleKey, Idle.Instance, IdleLimit);
        Next();
    }

    private sealed record Answered(ParseReport? Report);

    private sealed record NotStarted(string Why);

    private sealed record Again
    {
        public static Again Instance { get; } = new();
    }

    private sealed record Idle
    {
        public static Idle Instance { get; } = new();
    }
}
