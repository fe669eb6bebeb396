using Xunit;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Repeats <paramref name="assertion"/> until it no longer throws; at the time limit its failure is the test's.</summary>
    public void AwaitAssert(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default)
    {
        for (var end = Now + Limit(duration); ;)
        {
            try
            {
                assertion();
                return;
            }
            catch (Exception) when (Now < end)
            {
                Pause(end, interval, cancellationToken);
            }
        }
    }

    public Task AwaitAssertAsync(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        AwaitAssertAsync(
            () =>
            {
                assertion();
                return Task.CompletedTask;
            },
            duration,
            interval,
            cancellationToken);

    public async Task AwaitAssertAsync(
        Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default)
    {
        for (var end = Now + Limit(duration); ;)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (Now < end)
            {
                await Task.Delay(Interval(end, interval), cancellationToken);
            }
        }
    }

    /// <summary>Waits until the condition holds.</summary>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, null, cancellationToken);

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default)
    {
        for (var end = Now + Limit(max); !conditionIsFulfilled();)
        {
            Assert.True(Now < end, "Timeout while waiting for a condition");
            Pause(end, null, cancellationToken);
        }
    }

    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), null, cancellationToken);

    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, cancellationToken);

    public async Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default)
    {
        for (var end = Now + Limit(max); !await conditionIsFulfilled();)
        {
            Assert.True(Now < end, "Timeout while waiting for a condition");
            await Task.Delay(Interval(end, null), cancellationToken);
        }
    }

    /// <summary>All waiting in <paramref name="action"/> together takes at most <paramref name="max"/>.</summary>
    public void Within(TimeSpan max, Action action) => Within(max, () =>
    {
        action();
        return true;
    });

    public T Within<T>(TimeSpan max, Func<T> function)
    {
        var (outer, start) = Enter(ref max);
        try
        {
            var result = function();
            CheckInTime(start, max);
            return result;
        }
        finally
        {
            _end = outer;
        }
    }

    public Task WithinAsync(TimeSpan max, Func<Task> actionAsync) => WithinAsync(max, async () =>
    {
        await actionAsync();
        return true;
    });

    public async Task<T> WithinAsync<T>(TimeSpan max, Func<Task<T>> function)
    {
        var (outer, start) = Enter(ref max);
        try
        {
            var result = await function();
            CheckInTime(start, max);
            return result;
        }
        finally
        {
            _end = outer;
        }
    }

    private static TimeSpan Interval(TimeSpan end, TimeSpan? interval)
    {
        var (left, wanted) = (Positive(end - Now), interval ?? DefaultInterval);
        return left < wanted ? left : wanted;
    }

    private static void Pause(TimeSpan end, TimeSpan? interval, CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne(Interval(end, interval));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private (TimeSpan? Outer, TimeSpan Start) Enter(ref TimeSpan max)
    {
        var (outer, start) = (_end, Now);
        max = Dilated(max);
        if (outer is { } limit && limit - start < max) max = Positive(limit - start);
        _end = start + max;
        _lastWasNoMsg = false;
        return (outer, start);
    }

    // A block that ends with waiting for nothing has by its nature taken all of its time.
    private void CheckInTime(TimeSpan start, TimeSpan max)
    {
        var taken = Now - start;
        if (!_lastWasNoMsg) Assert.True(taken <= max, $"Failed: Block took {taken}, exceeding {max}");
    }
}
