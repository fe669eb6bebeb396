namespace ActorCrawler.Core.Frontier;

/// <summary>
/// Which host is served next: those whose time has come in turn, the others in a heap by the time they wait for. A slow host never holds
/// another one back.
/// </summary>
internal sealed class ReadyHosts
{
    private readonly Queue<HostState> _turn = new();
    private readonly PriorityQueue<HostState, DateTimeOffset> _waiting = new();

    /// <summary>Hosts that can be served now.</summary>
    public int Ready => _turn.Count;

    /// <summary>Hosts that wait for a time; some of them may have found other things to do since.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>The earliest time that a waiting host waits for; null when none waits.</summary>
    public DateTimeOffset? NextTime
    {
        get
        {
            while (_waiting.TryPeek(out var host, out var time))
            {
                if (host.WaitingUntil == time && host.WantedAt is not null) return time;
                if (host.WaitingUntil == time) host.WaitingUntil = null;
                _waiting.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Puts a host where its clock says; does nothing when it stands somewhere already that is no later.</summary>
    public void Place(HostState host, DateTimeOffset now)
    {
        if (host.InTurn || host.WantedAt is not { } at) return;
        if (at <= now)
        {
            host.InTurn = true;
            _turn.Enqueue(host);
        }
        else if (host.WaitingUntil is not { } waiting || at < waiting)
        {
            // An entry that is already in the heap for a later time stays behind and is found to be stale when it comes up.
            host.WaitingUntil = at;
            _waiting.Enqueue(host, at);
        }
    }

    /// <summary>Moves hosts whose time has come to their turn, then takes the next one.</summary>
    public bool TryTake(DateTimeOffset now, out HostState host)
    {
        Wake(now);
        if (!_turn.TryDequeue(out host!)) return false;
        host.InTurn = false;
        return true;
    }

    /// <summary>Moves hosts whose time has come to their turn.</summary>
    public void Wake(DateTimeOffset now)
    {
        while (_waiting.TryPeek(out var host, out var time) && time <= now)
        {
            _waiting.Dequeue();
            if (host.WaitingUntil != time) continue;
            host.WaitingUntil = null;
            Place(host, now);
        }
    }
}
