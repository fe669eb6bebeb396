using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>Runs the continuations of an actor's asynchronous handlers inside that actor, one at a time.</summary>
public sealed class ActorTaskScheduler : TaskScheduler
{
    private readonly ActorCell _cell;

    internal ActorTaskScheduler(ActorCell cell) => _cell = cell;

    public override int MaximumConcurrencyLevel => 1;

    // The message whose handler is under way: the mailbox is suspended until it ends, so there is only one.
    internal object? CurrentMessage { get; private set; }

    /// <summary>Runs <paramref name="action"/> as <see cref="RunTask(Func{Task})"/> does.</summary>
    public static void RunTask(Action action) => RunTask(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>
    /// Runs an asynchronous handler of the current actor. No other message is handled before it ends; its failure is the actor's.
    /// </summary>
    /// <exception cref="InvalidOperationException">No actor is running on this thread.</exception>
    public static void RunTask(Func<Task> asyncAction)
    {
        var cell = ActorCell.Current ?? throw new InvalidOperationException("RunTask must be called from an actor context.");
        var scheduler = cell.TaskScheduler;
        cell.Mailbox.Suspend();
        scheduler.CurrentMessage = cell.CurrentMessage;
        Task.Factory.StartNew(asyncAction, CancellationToken.None, TaskCreationOptions.None, scheduler)
            .Unwrap()
            .ContinueWith(scheduler.Finish, CancellationToken.None, TaskContinuationOptions.None, scheduler);
    }

    internal void Execute(Task task) => TryExecuteTask(task);

    protected override IEnumerable<Task>? GetScheduledTasks() => null;

    protected override void QueueTask(Task task)
    {
        if (ActorCell.Current == _cell) TryExecuteTask(task);
        else _cell.Self.SendSystemMessage(new RunContinuation(this, task));
    }

    // A task that is waited for inside another would otherwise run there, outside the actor's turn.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    private void Finish(Task handler)
    {
        Exception? failure = handler.IsCanceled ? new TaskCanceledException(handler) : handler.Exception;
        if (failure is AggregateException { InnerExceptions: [var only] }) failure = only;
        var message = CurrentMessage;
        CurrentMessage = null;
        _cell.FinishAsync(message, failure);
    }
}
