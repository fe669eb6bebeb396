using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Stopping an actor and knowing when it has stopped.</summary>
public static class GracefulStopSupport
{
    /// <summary>Sends <see cref="PoisonPill"/> and waits for the actor's end; false when it did not end in time.</summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => GracefulStop(target, timeout, PoisonPill.Instance);

    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        var watchee = InternalActorRef.From(target);
        var promise = new PromiseActorRef<Terminated>(watchee.Provider);
        watchee.SendSystemMessage(new Watch(watchee, promise));
        target.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            await promise.Task.WaitAsync(timeout).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            promise.Cancel(CancellationToken.None);
            watchee.SendSystemMessage(new Unwatch(watchee, promise));
            return false;
        }
    }
}
