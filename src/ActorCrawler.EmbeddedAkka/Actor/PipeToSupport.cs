namespace Akka.Actor;

/// <summary>Turning the end of a task into a message.</summary>
public static class PipeToSupport
{
    /// <summary>Sends the task's result, or <see cref="Status.Failure"/> when it fails or is cancelled.</summary>
    /// <param name="taskToPipe">The task to wait for.</param>
    /// <param name="recipient">Who gets the message.</param>
    /// <param name="sender">Who is its sender; nobody when null.</param>
    /// <param name="success">Makes the message from the result; null to send the result itself.</param>
    /// <param name="failure">Makes the message from the failure; null for <see cref="Status.Failure"/>.</param>
    public static async Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null)
    {
        try
        {
            var result = await taskToPipe.ConfigureAwait(false);
            recipient.Tell(success is null ? result! : success(result), sender);
        }
        catch (Exception e)
        {
            recipient.Tell(failure is null ? new Status.Failure(e) : failure(e), sender);
        }
    }

    /// <summary>As the other one; without <paramref name="success"/> nothing is sent when the task succeeds.</summary>
    public static async Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null)
    {
        try
        {
            await taskToPipe.ConfigureAwait(false);
            if (success is not null) recipient.Tell(success(), sender);
        }
        catch (Exception e)
        {
            recipient.Tell(failure is null ? new Status.Failure(e) : failure(e), sender);
        }
    }
}
