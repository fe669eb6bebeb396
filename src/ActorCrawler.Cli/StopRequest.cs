namespace ActorCrawler.Cli;

/// <summary>
/// Turns signals into an orderly end: the first asks for a clean stop, a second Ctrl-C ends the process at once, and after SIGTERM it ends
/// in time whatever happens. Ending at once loses nothing: what was committed is safe.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    /// <summary>SIGTERM promises an end within 8 s; the rest of that time is for the end itself.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(7.5);

    private readonly CliContext _context;
    private readonly CancellationTokenSource _stop = new();
    private readonly IDisposable _listening;
    private readonly Lock _lock = new();
    private StopSignal? _first;
    private ITimer? _deadline;

    public StopRequest(CliContext context)
    {
        _context = context;
        _listening = context.ListenForSignals(Hear);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>The exit code that the signals ask for; null when there were none.</summary>
    public int? Code
    {
        get
        {
            lock (_lock)
                return _first is { } first ? CodeOf(first) : null;
        }
    }

    public void Dispose()
    {
        _listening.Dispose();
        lock (_lock)
            _deadline?.Dispose();
        _stop.Dispose();
    }

    private void Hear(StopSignal signal)
    {
        lock (_lock)
        {
            if (signal == StopSignal.Interrupt && _first == StopSignal.Interrupt)
            {
                _context.Exit(ExitCode.Interrupted);
                return;
            }

            if (signal == StopSignal.Terminate)
                _deadline ??= _context.Time.CreateTimer(_ => _context.Exit(CodeOf(_first!.Value)), null, LongestStop, Timeout.InfiniteTimeSpan);
            if (_first is not null) return;
            _first = signal;
        }

        if (signal == StopSignal.Interrupt) _context.Error.WriteLine("stopping; Ctrl-C again ends at once");
        _stop.Cancel();
    }

    private static int CodeOf(StopSignal signal) => signal == StopSignal.Interrupt ? ExitCode.Interrupted : ExitCode.Terminated;
}
