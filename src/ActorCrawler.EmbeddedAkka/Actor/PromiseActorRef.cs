using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>
/// A reference that is a task: the first message to it is the result. Its path is made, and registered so that other systems can
/// answer, only when somebody looks at it; an answer within this process never does.
/// </summary>
internal sealed class PromiseActorRef<T>(LocalActorRefProvider provider) : InternalActorRef
{
    private readonly TaskCompletionSource<T> _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _pathLock = new();
    private ActorPath? _path;
    private bool _closed;

    public override ActorPath Path
    {
        get
        {
            lock (_pathLock) return _path ??= _closed ? provider.NextTempPath() : provider.RegisterTemp(this);
        }
    }

    public override LocalActorRefProvider Provider => provider;

    public override bool IsTerminated => Task.IsCompleted;

    internal Task<T> Task => _promise.Task;

    public override void Tell(object message, IActorRef? sender)
    {
        var accepted = NotNull(message) switch
        {
            T result => _promise.TrySetResult(result),
            Status.Failure failure => _promise.TrySetException(failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => _promise.TrySetException(new ArgumentException(
                $"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]"))
        };
        Close();
        if (!accepted && !Task.IsCanceled) provider.PublishDeadLetter(message, sender, this);
    }

    public override void SendSystemMessage(SystemMessage message)
    {
        if (message is DeathWatchNotification notification)
            Tell(new Terminated(notification.Actor, notification.ExistenceConfirmed, notification.AddressTerminated), this);
    }

    internal void Fail(Exception cause)
    {
        if (_promise.TrySetException(cause)) Close();
    }

    internal void Cancel(CancellationToken token)
    {
        if (_promise.TrySetCanceled(token)) Close();
    }

    private void Close()
    {
        lock (_pathLock)
        {
            if (!_closed && _path is not null) provider.UnregisterTemp(_path);
            _closed = true;
        }
    }
}
