using System.Collections.Concurrent;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>The dispatchers of a system, made from its configuration at first use.</summary>
public sealed class Dispatchers
{
    /// <summary>What an actor runs on when nothing else is said.</summary>
    public static readonly string DefaultDispatcherId = "akka.actor.default-dispatcher";

    /// <summary>What the runtime's own actors run on, so that busy user actors do not hold them up.</summary>
    internal static readonly string InternalDispatcherId = "akka.actor.internal-dispatcher";

    private readonly ConcurrentDictionary<string, MessageDispatcher> _shared = new();
    private readonly ConcurrentDictionary<string, Func<MessageDispatcher>> _registered = new();
    private readonly Config _config;

    internal Dispatchers(Config config)
    {
        _config = config;
        DefaultGlobalDispatcher = Lookup(DefaultDispatcherId);
    }

    public MessageDispatcher DefaultGlobalDispatcher { get; }

    /// <summary>Whether the configuration has a section of that name.</summary>
    public bool HasDispatcher(string id) => _shared.ContainsKey(id) || _config.HasPath(id);

    /// <summary>A dispatcher that no configuration describes, made anew for each actor.</summary>
    internal void Register(string id, Func<MessageDispatcher> make) => _registered[id] = make;

    /// <summary>The dispatcher of that section. A pinned one is made anew each time: its thread belongs to the caller's actor.</summary>
    /// <exception cref="ConfigurationException">There is no such section, or its type is none of Dispatcher and PinnedDispatcher.</exception>
    public MessageDispatcher Lookup(string dispatcherName)
    {
        if (_shared.TryGetValue(dispatcherName, out var dispatcher)) return dispatcher;
        if (_registered.TryGetValue(dispatcherName, out var make)) return make();
        if (!_config.HasPath(dispatcherName)) throw new ConfigurationException($"Dispatcher [{dispatcherName}] not configured.");
        var config = _config.GetConfig(dispatcherName)!;
        if (dispatcherName != DefaultDispatcherId) config = config.WithFallback(_config.GetConfig(DefaultDispatcherId));
        var throughput = config.GetInt("throughput");
        var deadline = config.GetTimeSpan("throughput-deadline-time");
        return config.GetString("type") switch
        {
            "Dispatcher" => _shared.GetOrAdd(dispatcherName, new ThreadPoolDispatcher(dispatcherName, throughput, deadline)),
            "PinnedDispatcher" => new PinnedDispatcher(dispatcherName, throughput, deadline),
            var type => throw new ConfigurationException(
                $"Dispatcher [{dispatcherName}] is of type '{type}'; the embedded runtime has Dispatcher and PinnedDispatcher.")
        };
    }
}
