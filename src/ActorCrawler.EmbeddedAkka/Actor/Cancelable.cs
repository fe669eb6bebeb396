namespace Akka.Actor;

/// <summary>Calls off what was scheduled with it; at once, so that nothing waits for its due time in memory.</summary>
public sealed class Cancelable(IActionScheduler scheduler) : ICancelable
{
    private readonly CancellationTokenSource _source = new();

    public Cancelable(IScheduler scheduler)
        : this(scheduler.Advanced)
    {
    }

    public bool IsCancellationRequested => _source.IsCancellationRequested;

    public CancellationToken Token => _source.Token;

    public void Cancel() => _source.Cancel();

    public void CancelAfter(TimeSpan delay) => scheduler.ScheduleOnce(delay, Cancel, this);
}
