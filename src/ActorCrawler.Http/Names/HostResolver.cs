using System.Collections.Immutable;
using System.Net;

namespace ActorCrawler.Http.Names;

/// <summary>
/// Looks names up for a whole node: remembers answers, asks once for a name that many want, and keeps the number of look-ups within bounds.
/// No look-up holds a thread of the shared pool, so that silent name servers delay nobody but the names they serve.
/// </summary>
public sealed class HostResolver : IHostResolver, IDisposable
{
    private static readonly HostLookup Loopback = new HostLookup.Found([IPAddress.Loopback, IPAddress.IPv6Loopback]);

    private readonly ResolverSettings _settings;
    private readonly INameSource _source;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _stop = new();
    private readonly LookupCache _cache;
    private readonly Dictionary<string, Task<HostLookup>> _pending = new(StringComparer.Ordinal);
    private readonly ImmutableDictionary<string, HostLookup> _overrides;
    private readonly Lock _lock = new();

    /// <summary>Makes a resolver that asks whom the settings say.</summary>
    public HostResolver(ResolverSettings settings, TimeProvider time) : this(settings, NameSources.Make(settings, time), time)
    {
    }

    internal HostResolver(ResolverSettings settings, INameSource source, TimeProvider time)
    {
        _settings = settings;
        _source = source;
        _time = time;
        _places = new SemaphoreSlim(settings.MaxLookups);
        _cache = new LookupCache(settings.CacheSize);
        _overrides = settings.Overrides.ToImmutableDictionary(p => Normalize(p.Key), p => (HostLookup)new HostLookup.Found(p.Value));
    }

    /// <summary>Look-ups under way or waiting for their turn.</summary>
    public int Pending
    {
        get
        {
            lock (_lock)
                return _pending.Count;
        }
    }

    /// <inheritdoc/>
    public ValueTask<HostLookup> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var name = Normalize(host);
        if (_overrides.TryGetValue(name, out var given))
            return ValueTask.FromResult(given);
        // RFC 6761 section 6.3: names below localhost are loopback, and are not to be asked for elsewhere.
        if (name is "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal))
            return ValueTask.FromResult(Loopback);
        Task<HostLookup>? pending;
        lock (_lock)
        {
            if (_cache.Find(name, _time.GetTimestamp()) is { } known)
                return ValueTask.FromResult(known);
            if (!_pending.TryGetValue(name, out pending))
            {
                pending = Task.Run(() => LookUpAsync(name), CancellationToken.None);
                _pending.Add(name, pending);
            }
        }
        return new ValueTask<HostLookup>(pending.WaitAsync(cancellationToken));
    }

    /// <summary>Ends all look-ups.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        (_source as IDisposable)?.Dispose();
    }

    private static string Normalize(string host) => host.TrimEnd('.').ToLowerInvariant();

    private async Task<HostLookup> LookUpAsync(string name)
    {
        var answer = new NameAnswer(new HostLookup.Failed("the resolver is shut down"), TimeSpan.Zero);
        try
        {
            // Waiting for a turn is no fault of the name's: its time begins afterwards.
            await _places.WaitAsync(_stop.Token).ConfigureAwait(false);
            try
            {
                answer = await AskAsync(name).ConfigureAwait(false);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Shut down: the answer says so.
        }
        finally
        {
            var now = _time.GetTimestamp();
            lock (_lock)
            {
                _pending.Remove(name);
                _cache.Put(name, answer.Lookup, now + (long)(Keep(answer).TotalSeconds * _time.TimestampFrequency), now);
            }
        }
        return answer.Lookup;
    }

    private async Task<NameAnswer> AskAsync(string name)
    {
        using var limit = new CancellationTokenSource(_settings.LookupTimeout, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stop.Token);
        try
        {
            // A source that does not heed cancellation (getaddrinfo) is left behind.
            return await _source.AskAsync(name, stop.Token).WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new NameAnswer(new HostLookup.TimedOut($"no answer from the name servers after {_settings.LookupTimeout.TotalSeconds:0.###} s"), null);
        }
    }

    private TimeSpan Keep(NameAnswer answer) => answer.Lookup switch
    {
        HostLookup.Found => Clamp(answer.TimeToLive ?? _settings.MinTtl, _settings.MinTtl, _settings.MaxTtl),
        HostLookup.Missing => Clamp(answer.TimeToLive ?? _settings.NegativeTtl, TimeSpan.Zero, _settings.NegativeTtl),
        _ => _settings.FailureTtl,
    };

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;
}
