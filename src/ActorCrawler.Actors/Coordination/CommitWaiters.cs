using Akka.Actor;

namespace ActorCrawler.Actors.Coordination;

/// <summary>Who waits for a change to be durable. Commits are numbered; each waiter waits for the one that holds its change.</summary>
internal sealed class CommitWaiters
{
    private readonly Queue<(IActorRef Who, long Commit)> _waiting = new();
    private long _committed;

    /// <summary>The number of the last commit that was begun.</summary>
    public long Begun { get; private set; }

    /// <summary>A commit begins.</summary>
    public void Begin() => Begun++;

    /// <summary>Somebody waits for a change that was just made.</summary>
    /// <param name="who">Whom to tell.</param>
    /// <param name="begunBefore"><see cref="Begun"/> before the change: a commit that has begun since holds it, else the next one will.</param>
    public void Wait(IActorRef who, long begunBefore) => _waiting.Enqueue((who, Begun > begunBefore ? Begun : Begun + 1));

    /// <summary>The oldest commit under way is durable: tells those who waited for it.</summary>
    public void End()
    {
        _committed++;
        while (_waiting.TryPeek(out var first) && first.Commit <= _committed) _waiting.Dequeue().Who.Tell(SteeringProtocol.Changed.Instance);
    }
}
