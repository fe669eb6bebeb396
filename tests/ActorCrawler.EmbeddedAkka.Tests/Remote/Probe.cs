using System.Threading.Channels;
using Akka.Actor;

namespace ActorCrawler.EmbeddedAkka.Tests.Remote;

/// <summary>An actor whose messages a test waits for, whatever system it lives in.</summary>
public sealed class Probe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(object Message, IActorRef Sender)> _received = Channel.CreateUnbounded<(object, IActorRef)>();

    public Probe(IActorRefFactory parent, string? name = null) => Ref = parent.ActorOf(Props.Create(() => new ProbeActor(_received.Writer)), name);

    public IActorRef Ref { get; }

    /// <summary>Who sent what <see cref="ExpectAsync"/> gave last.</summary>
    public IActorRef LastSender { get; private set; } = ActorRefs.Nobody;

    /// <summary>The next message of that class; others before it are passed over.</summary>
    public async Task<T> ExpectAsync<T>(Func<T, bool>? condition = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var (message, sender) in _received.Reader.ReadAllAsync(limit.Token))
        {
            if (message is not T wanted || condition?.Invoke(wanted) == false) continue;
            LastSender = sender;
            return wanted;
        }

        throw new InvalidOperationException($"No {typeof(T).Name} came.");
    }

    /// <summary>Makes the probe do what actors do: watch, stop a child, subscribe.</summary>
    public void Do(Action<IActorContext> action) => Ref.Tell(action);

    /// <summary>A probe below this one, and watched by it.</summary>
    public async Task<Probe> ChildAsync(string name)
    {
        var made = new TaskCompletionSource<Probe>();
        Do(context =>
        {
            var child = new Probe(context, name);
            context.Watch(child.Ref);
            made.SetResult(child);
        });
        return await made.Task;
    }

    /// <summary>Everything received so far and not yet taken.</summary>
    public IReadOnlyList<object> Drain()
    {
        var all = new List<object>();
        while (_received.Reader.TryRead(out var next)) all.Add(next.Message);
        return all;
    }

    private sealed class ProbeActor(ChannelWriter<(object Message, IActorRef Sender)> received) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Action<IActorContext> action) action(Context);
            else received.TryWrite((message, Sender));
        }
    }
}
