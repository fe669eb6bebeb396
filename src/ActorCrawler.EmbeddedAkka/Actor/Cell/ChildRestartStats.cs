namespace Akka.Actor;

/// <summary>What a supervisor keeps about a child: how often it was restarted lately.</summary>
internal sealed class ChildRestartStats(InternalActorRef child)
{
    private int _restarts;
    private long? _windowStart;

    public InternalActorRef Child { get; } = child;

    /// <summary>Whether one more restart is allowed; counts it.</summary>
    /// <param name="maxNrOfRetries">0 for never, negative for no limit.</param>
    /// <param name="withinTimeMilliseconds">The window in which they are counted; not positive for all time.</param>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0) return false;
        if (withinTimeMilliseconds <= 0) return maxNrOfRetries < 0 || ++_restarts <= maxNrOfRetries;

        // A window without a number allows one restart in it, as in Akka.NET. A window opens with a restart and closes by time alone.
        var now = TimeProvider.System.GetTimestamp();
        _windowStart ??= now;
        if (TimeProvider.System.GetElapsedTime(_windowStart.Value, now).TotalMilliseconds > withinTimeMilliseconds)
        {
            _windowStart = now;
            _restarts = 0;
        }

        return ++_restarts <= Math.Max(1, maxNrOfRetries);
    }
}
