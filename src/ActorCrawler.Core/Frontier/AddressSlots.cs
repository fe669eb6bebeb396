namespace ActorCrawler.Core.Frontier;

/// <summary>
/// Keeps to the limit of exchanges with one network address at a time. A host whose address has no slot free waits in line for one, and takes
/// no turn meanwhile. The address of a host is known from its first exchange on; before, the fetcher alone sees to the limit.
/// </summary>
/// <param name="limit">Exchanges with one address at a time; 0 for no limit.</param>
/// <param name="ready">Where hosts take their turns.</param>
internal sealed class AddressSlots(int limit, ReadyHosts ready)
{
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>A host has its turn: whether it may begin an exchange. When not, it stands in line from now on.</summary>
    public bool Admits(HostState host)
    {
        if (limit == 0) return true;
        if (host.CalledFor is { } called)
        {
            _lines[called].Called--;
            host.CalledFor = null;
        }

        if (host.Address is not { } address || !_lines.TryGetValue(address, out var line) || line.InFlight < limit) return true;
        host.WaitsForAddress = true;
        line.Waiting.Enqueue(host);
        return false;
    }

    /// <summary>An exchange begins.</summary>
    public void Take(LeaseState lease)
    {
        // What robots.txt was redirected to is another host's, of whose address nothing is known here.
        if (limit == 0 || lease.Host.Address is not { } address || !lease.IsWithHost) return;
        lease.Address = address;
        if (!_lines.TryGetValue(address, out var line)) _lines.Add(address, line = new Line());
        line.InFlight++;
    }

    /// <summary>An exchange has ended, or is taken for lost.</summary>
    /// <param name="lease">Its lease; may be given back twice.</param>
    /// <param name="address">The address that it was with, when it is known.</param>
    /// <param name="now">The time.</param>
    public void Give(LeaseState lease, string? address, DateTimeOffset now)
    {
        if (address is not null && lease.IsWithHost) lease.Host.Address = address;
        if (lease.Address is not { } held) return;
        lease.Address = null;
        _lines[held].InFlight--;
        Call(held, now);
    }

    /// <summary>A host's turn is over: when it began no exchange, the slot that it was called for is another's.</summary>
    public void EndTurn(HostState host, DateTimeOffset now)
    {
        if (limit > 0 && host.Address is { } address) Call(address, now);
    }

    private void Call(string address, DateTimeOffset now)
    {
        if (!_lines.TryGetValue(address, out var line)) return;
        while (line.InFlight + line.Called < limit && line.Waiting.TryDequeue(out var host))
        {
            host.WaitsForAddress = false;
            ready.Place(host, now);
            if (!host.InTurn) continue;
            host.CalledFor = address;
            line.Called++;
        }

        if (line.InFlight == 0 && line.Called == 0 && line.Waiting.Count == 0) _lines.Remove(address);
    }

    private sealed class Line
    {
        public int InFlight { get; set; }

        /// <summary>Hosts that have left the line and have their turn before them.</summary>
        public int Called { get; set; }

        public Queue<HostState> Waiting { get; } = new();
    }
}
