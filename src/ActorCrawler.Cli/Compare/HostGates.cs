using System.Collections.Concurrent;

namespace ActorCrawler.Cli.Compare;

/// <summary>Keeps to each host's limits: so many fetches at a time, and the wait after each. Loopback has none.</summary>
internal sealed class HostGates(int perHost)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _hosts = new();

    /// <summary>Does something with a host when its turn has come.</summary>
    public async Task<T> PassAsync<T>(RowUrl url, Func<Task<T>> action, CancellationToken stop)
    {
        if (url.WaitMs < 0) return await action().ConfigureAwait(false);
        var gate = _hosts.GetOrAdd(new Uri(url.Url).GetLeftPart(UriPartial.Authority), _ => new SemaphoreSlim(perHost));
        await gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return await action().ConfigureAwait(false);
        }
        finally
        {
            // The wait is the host's, not the caller's.
            _ = ReopenAsync(gate, TimeSpan.FromMilliseconds(url.WaitMs), stop);
        }
    }

    private static async Task ReopenAsync(SemaphoreSlim gate, TimeSpan wait, CancellationToken stop)
    {
        await Task.Delay(wait, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        gate.Release();
    }
}
