using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// Describes log lines and dead letters that a test expects. <c>message</c> is the whole text, <c>start</c> its beginning,
/// <c>contains</c> a part of it, <c>source</c> the path of the actor that logs; what is null is not looked at.
/// </summary>
public sealed class EventFilterFactory
{
    private readonly TestKitBase _kit;
    private readonly ActorSystem _system;

    internal EventFilterFactory(TestKitBase kit, ActorSystem system) => (_kit, _system) = (kit, system);

    /// <summary>An error line whose cause is of that type.</summary>
    public IEventFilterApplier Exception<TException>(string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception =>
        Custom<Error>(line => line.Cause is TException cause
            && (IsMatch(line, message, start, contains, source) || IsMatch(cause.Message, line.LogSource, message, start, contains, source)));

    public IEventFilterApplier Error(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Custom<Error>(line => IsMatch(line, message, start, contains, source));

    public IEventFilterApplier Warning(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Custom<Warning>(line => IsMatch(line, message, start, contains, source));

    public IEventFilterApplier Info(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Custom<Info>(line => IsMatch(line, message, start, contains, source));

    public IEventFilterApplier Debug(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Custom<Debug>(line => IsMatch(line, message, start, contains, source));

    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent =>
        new EventFilterApplier(_kit, _system, typeof(TLogEvent), line => predicate((TLogEvent)line));

    /// <summary>Any dead letter.</summary>
    public IEventFilterApplier DeadLetter() => DeadLetter<object>();

    /// <summary>A dead letter of that type.</summary>
    public IEventFilterApplier DeadLetter<TMessage>() => DeadLetter<TMessage>(static _ => true);

    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch) => new EventFilterApplier(
        _kit, _system, typeof(DeadLetter), letter => ((DeadLetter)letter).Message is TMessage message && isMatch(message));

    private static bool IsMatch(LogEvent line, string? message, string? start, string? contains, string? source) =>
        IsMatch(line.Message.ToString() ?? "", line.LogSource, message, start, contains, source);

    private static bool IsMatch(string text, string logSource, string? message, string? start, string? contains, string? source) =>
        (message is null || text == message)
        && (start is null || text.StartsWith(start, StringComparison.Ordinal))
        && (contains is null || text.Contains(contains, StringComparison.Ordinal))
        && (source is null || logSource == source || (ActorPath.TryParse(logSource, out var path) && path.ToStringWithoutAddress() == source));
}
