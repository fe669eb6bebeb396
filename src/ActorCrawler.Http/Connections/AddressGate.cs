using System.Net;

namespace ActorCrawler.Http.Connections;

/// <summary>Counts the exchanges with each network address, and lets no more of them begin than allowed. Thread-safe.</summary>
/// <param name="limit">Exchanges with one address at a time.</param>
internal sealed class AddressGate(int limit)
{
    private readonly Dictionary<IPAddress, int> _inside = [];
    private readonly Lock _lock = new();

    /// <summary>Whether another exchange may begin; when it may, <see cref="Leave"/> ends it.</summary>
    public bool TryEnter(IPAddress address)
    {
        lock (_lock)
        {
            var inside = _inside.GetValueOrDefault(address);
            if (inside >= limit)
                return false;
            _inside[address] = inside + 1;
            return true;
        }
    }

    /// <summary>An exchange has ended.</summary>
    public void Leave(IPAddress address)
    {
        lock (_lock)
        {
            if (_inside[address] == 1)
                _inside.Remove(address);
            else
                _inside[address]--;
        }
    }
}
