using Akka.Actor;
using Xunit;

namespace Akka.TestKit;

internal sealed class EventFilterApplier(TestKitBase kit, ActorSystem system, Type channel, Func<object, bool> isMatch) : IEventFilterApplier
{
    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Expect(1, action, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Expect(1, timeout, action, cancellationToken);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Expect(expectedCount, kit.FilterLeeway, action, cancellationToken);

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default)
    {
        using var counter = new Counter(system, channel, isMatch);
        action();
        for (var i = 0; i < expectedCount; i++)
        {
            if (!counter.Seen.Wait(kit.Dilated(timeout), cancellationToken)) Fail(i, expectedCount);
        }

        FailIfMore(counter, expectedCount);
    }

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) => ExpectAsync(1, actionAsync, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, timeout, action, cancellationToken);

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, kit.FilterLeeway, actionAsync, cancellationToken);

    public async Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default)
    {
        using var counter = new Counter(system, channel, isMatch);
        await action();
        for (var i = 0; i < expectedCount; i++)
        {
            if (!await counter.Seen.WaitAsync(kit.Dilated(timeout), cancellationToken)) Fail(i, expectedCount);
        }

        FailIfMore(counter, expectedCount);
    }

    private static void FailIfMore(Counter counter, int expected)
    {
        if (counter.Seen.CurrentCount > 0) Fail(expected + counter.Seen.CurrentCount, expected);
    }

    private static void Fail(int seen, int expected) => Assert.Fail($"Expected {expected} events, received {seen}");

    /// <summary>A subscriber that is no actor: it has counted an event when publishing it returns.</summary>
    private sealed class Counter : InternalActorRef, IDisposable
    {
        private readonly ActorSystem _system;
        private readonly Func<object, bool> _isMatch;

        internal Counter(ActorSystem system, Type channel, Func<object, bool> isMatch)
        {
            (_system, _isMatch) = (system, isMatch);
            Path = Provider.NextTempPath();
            system.EventStream.Subscribe(this, channel);
        }

        public override ActorPath Path { get; }

        public override LocalActorRefProvider Provider => ((ActorSystemImpl)_system).Provider;

        internal SemaphoreSlim Seen { get; } = new(0);

        public override void Tell(object message, IActorRef? sender)
        {
            if (_isMatch(message)) Seen.Release();
        }

        public void Dispose() => _system.EventStream.Unsubscribe(this);
    }
}
