using System.Net;
using System.Net.Sockets;
using ActorCrawler.Http.Connections;

namespace ActorCrawler.Http.Tests.Support;

/// <summary>
/// Stands in for the network: every address leads to one server on loopback, or fails, or never answers, as the test says. What was dialled
/// is kept.
/// </summary>
internal sealed class ScriptedDial(RawServer server)
{
    private readonly Dictionary<string, SocketError?> _script = [];
    private readonly List<string> _dialled = [];
    private readonly Lock _lock = new();

    public IReadOnlyList<string> Dialled
    {
        get
        {
            lock (_lock)
                return [.. _dialled];
        }
    }

    public ScriptedDial Failing(string address, SocketError error)
    {
        _script[address] = error;
        return this;
    }

    public ScriptedDial Silent(string address)
    {
        _script[address] = null;
        return this;
    }

    public async Task<Socket> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        lock (_lock)
            _dialled.Add(address.Address.ToString());
        if (_script.TryGetValue(address.Address.ToString(), out var error))
        {
            if (error is { } code)
                throw new SocketException((int)code);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        return await Dialer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellationToken);
    }
}
