using Akka.Actor;
using Xunit;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>The next message, which is of type <typeparamref name="T"/>; the test fails when it is not, or none comes in time.</summary>
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Check<T>(Take(duration, cancellationToken), static _ => { }, hint);

    public async ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Check<T>(await TakeAsync(duration, cancellationToken), static _ => { }, hint);

    /// <summary>The next message, which equals <paramref name="message"/>.</summary>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Check<T>(Take(timeout, cancellationToken), actual => Assert.Equal(message, actual), hint);

    public async ValueTask<T> ExpectMsgAsync<T>(
        T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Check<T>(await TakeAsync(timeout, cancellationToken), actual => Assert.Equal(message, actual), hint);

    /// <summary>The next message, for which <paramref name="isMessage"/> holds.</summary>
    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Check(Take(timeout, cancellationToken), Asserting(isMessage, hint), hint);

    public async ValueTask<T> ExpectMsgAsync<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Check(await TakeAsync(timeout, cancellationToken), Asserting(isMessage, hint), hint);

    /// <summary>The next message, which <paramref name="assert"/> looks at.</summary>
    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Check(Take(timeout, cancellationToken), assert, hint);

    public async ValueTask<T> ExpectMsgAsync<T>(
        Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Check(await TakeAsync(timeout, cancellationToken), assert, hint);

    /// <summary>These messages, in any order, and no others.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages)
    {
        var received = ReceiveN(messages.Length, RemainingOrDefault);
        var missing = messages.ToList();
        foreach (var message in received)
        {
            if (message is not T typed || !missing.Remove(typed)) Assert.Fail($"Found unexpected [{message}], still waiting for [{string.Join(", ", missing)}]");
        }

        return [.. received.Cast<T>()];
    }

    /// <summary>The next message says that <paramref name="target"/> has ended.</summary>
    public Terminated ExpectTerminated(
        IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Check<Terminated>(Take(timeout, cancellationToken), terminated => Assert.Equal(target.Path, terminated.ActorRef.Path), hint);

    public async ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Check<Terminated>(await TakeAsync(timeout, cancellationToken), terminated => Assert.Equal(target.Path, terminated.ActorRef.Path), hint);

    /// <summary>No message comes in that time; without one, for as long as a message is waited for.</summary>
    public void ExpectNoMsg(CancellationToken cancellationToken = default) => CheckNone(Take(RemainingOrDefault, cancellationToken, dilate: false));

    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) => CheckNone(Take(duration, cancellationToken));

    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    public async ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) =>
        CheckNone(await TakeAsync(RemainingOrDefault, cancellationToken, dilate: false));

    public async ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        CheckNone(await TakeAsync(duration, cancellationToken));

    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    /// <summary>The first message for which <paramref name="isMessage"/> holds; those before it are dropped.</summary>
    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default)
    {
        for (var end = Now + Limit(max); ;)
        {
            if (Take(Positive(end - Now), cancellationToken, dilate: false) is not { } envelope) Assert.Fail($"Timeout during fishForMessage {hint}");
            else if (envelope.Message is T typed && isMessage(typed)) return typed;
        }
    }

    public async ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default)
    {
        for (var end = Now + Limit(max); ;)
        {
            if (await TakeAsync(Positive(end - Now), cancellationToken, dilate: false) is not { } envelope)
                Assert.Fail($"Timeout during fishForMessage {hint}");
            else if (envelope.Message is T typed && isMessage(typed))
                return typed;
        }
    }

    /// <summary>The next message, null when none comes in time.</summary>
    public object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) => Take(max, cancellationToken)?.Message;

    public async ValueTask<object?> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await TakeAsync(max, cancellationToken))?.Message;

    /// <summary>That many messages.</summary>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveN(numberOfMessages, RemainingOrDefault, cancellationToken);

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        var end = Now + Dilated(max);
        var messages = new List<object>(numberOfMessages);
        while (messages.Count < numberOfMessages)
        {
            if (Take(Positive(end - Now), cancellationToken, dilate: false) is { } envelope) messages.Add(envelope.Message);
            else Assert.Fail($"Timeout ({max}) while expecting {numberOfMessages} messages. Only got {messages.Count}: [{string.Join(", ", messages)}]");
        }

        return messages;
    }

    private static Action<T> Asserting<T>(Predicate<T> isMessage, string? hint) =>
        message => Assert.True(isMessage(message), $"Expected {hint ?? "the predicate to return true"}, but it does not for {{{message}}}");

    private static T Check<T>(Envelope? envelope, Action<T> check, string? hint)
    {
        if (envelope is not { } received)
        {
            Assert.Fail($"Failed: Timeout while waiting for a message of type {typeof(T)} {hint}");
            throw new InvalidOperationException();
        }

        if (received.Message is not T message)
        {
            Assert.Fail(
                $"Failed: Expected a message of type {typeof(T)}, but received {{{received.Message}}} (type {received.Message.GetType()}) instead {hint} from {received.Sender}");
            throw new InvalidOperationException();
        }

        check(message);
        return message;
    }

    private void CheckNone(Envelope? envelope)
    {
        if (envelope is { } received) Assert.Fail($"Failed: Expected no messages, instead we received {received}");
        _lastWasNoMsg = true;
    }

    private TimeSpan Limit(TimeSpan? given) => given is { } limit ? Dilated(limit) : RemainingOrDefault;

    private Envelope? Take(TimeSpan? timeout, CancellationToken cancellationToken, bool dilate = true) =>
        Took(_queue.Take(dilate ? Limit(timeout) : timeout ?? TimeSpan.Zero, cancellationToken));

    private async ValueTask<Envelope?> TakeAsync(TimeSpan? timeout, CancellationToken cancellationToken, bool dilate = true) =>
        Took(await _queue.TakeAsync(dilate ? Limit(timeout) : timeout ?? TimeSpan.Zero, cancellationToken));

    private Envelope? Took(Envelope? envelope)
    {
        _last = envelope;
        _lastWasNoMsg = false;
        return envelope;
    }
}
