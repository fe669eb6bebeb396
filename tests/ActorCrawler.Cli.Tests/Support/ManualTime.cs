namespace ActorCrawler.Cli.Tests.Support;

/// <summary>A clock that stands still until it is moved; its timers run when it passes them.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];

    public TimeSpan Now { get; private set; }

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero) + Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => callback(state), Now + dueTime);
        _timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        Now += time;
        foreach (var timer in _timers.Where(t => t.Due <= Now).ToList()) timer.Run();
    }

    private sealed class ManualTimer(Action run, TimeSpan due) : ITimer
    {
        public TimeSpan? Due { get; private set; } = due;

        public void Run()
        {
            Due = null;
            run();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => Due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
