using System.Globalization;

namespace Akka.Actor;

/// <summary>Request and answer.</summary>
public static class Futures
{
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    /// <summary>Sends <paramref name="message"/> and gives the first answer.</summary>
    /// <param name="self">Whom to ask.</param>
    /// <param name="message">What to ask.</param>
    /// <param name="timeout">Null for <c>akka.actor.ask-timeout</c>.</param>
    /// <param name="cancellationToken">Ends the waiting; the question has been sent all the same.</param>
    /// <exception cref="AskTimeoutException">In the task: no answer in time.</exception>
    /// <exception cref="ArgumentException">In the task: the answer is of another type.</exception>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var target = self is ActorSelection selection ? selection.Anchor : self as IActorRef;
        if (target is null or Nobody) throw new ArgumentException("Unable to resolve the target Provider", nameof(self));
        var provider = InternalActorRef.From(target).Provider;
        var promise = new PromiseActorRef<T>(provider);
        LimitTime(promise, timeout ?? provider.System.Settings.AskTimeout, cancellationToken);
        self.Tell(message, promise);
        return promise.Task;
    }

    private static void LimitTime<T>(PromiseActorRef<T> promise, TimeSpan limit, CancellationToken cancellationToken)
    {
        var timer = limit <= TimeSpan.Zero ? null : TimeProvider.System.CreateTimer(
            static state => ((Action)state!)(),
            () => promise.Fail(new AskTimeoutException(string.Create(CultureInfo.InvariantCulture, $"Timeout after {limit.TotalSeconds:F2} seconds"))),
            limit,
            Timeout.InfiniteTimeSpan);
        var cancellation = cancellationToken.UnsafeRegister((_, token) => promise.Cancel(token), null);
        if (timer is null && !cancellationToken.CanBeCanceled) return;
        promise.Task.ContinueWith(
            _ =>
            {
                timer?.Dispose();
                cancellation.Dispose();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
