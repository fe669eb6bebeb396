using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Publish and subscribe by the class of the event, within one system. Log lines and dead letters travel on it.</summary>
public sealed class EventStream
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<Type, IActorRef[]> _receivers = new();
    private ImmutableList<(IActorRef Subscriber, Type Channel)> _subscriptions = [];

    internal EventStream(LogLevel logLevel) => LogLevel = logLevel;

    /// <summary>Log lines below it are not made.</summary>
    public LogLevel LogLevel { get; }

    /// <summary>Sends <paramref name="event"/> to those who subscribed to its class, a base class or an interface of it; once to each.</summary>
    public void Publish(object @event)
    {
        var type = @event.GetType();
        if (!_receivers.TryGetValue(type, out var receivers))
        {
            // Under the lock, so that a subscription that comes meanwhile is not overwritten by the older answer.
            lock (_lock) receivers = _receivers[type] = ReceiversOf(type);
        }

        foreach (var receiver in receivers)
        {
            if (receiver is LocalActorRef { IsTerminated: true }) Unsubscribe(receiver);
            else receiver.Tell(@event, ActorRefs.NoSender);
        }
    }

    /// <summary>False when it was subscribed already.</summary>
    public bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_lock)
        {
            if (_subscriptions.Contains((subscriber, channel))) return false;
            Change(_subscriptions.Add((subscriber, channel)));
            return true;
        }
    }

    public bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_lock) return Change(_subscriptions.Remove((subscriber, channel)));
    }

    /// <summary>Ends all subscriptions of <paramref name="subscriber"/>; an actor that ends loses them by itself.</summary>
    public bool Unsubscribe(IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_lock) return Change(_subscriptions.RemoveAll(entry => entry.Subscriber.Equals(subscriber)));
    }

    private bool Change(ImmutableList<(IActorRef Subscriber, Type Channel)> subscriptions)
    {
        if (ReferenceEquals(subscriptions, _subscriptions)) return false;
        _subscriptions = subscriptions;
        _receivers.Clear();
        return true;
    }

    private IActorRef[] ReceiversOf(Type type) =>
        [.. _subscriptions.Where(entry => entry.Channel.IsAssignableFrom(type)).Select(entry => entry.Subscriber).Distinct()];
}
