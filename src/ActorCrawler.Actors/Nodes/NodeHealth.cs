using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorCrawler.Actors.Nodes;

/// <summary>
/// Tells over HTTP whether a node is well, for whoever restarts it when it is not: 200 or 503, whatever is asked. One question at a time,
/// each within a limit.
/// </summary>
internal sealed class NodeHealth : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly Socket _listener;
    private readonly Func<bool> _isWell;
    private readonly CancellationTokenSource _stop = new();

    private NodeHealth(Socket listener, Func<bool> isWell)
    {
        _listener = listener;
        _isWell = isWell;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>Begins to answer.</summary>
    /// <param name="at">Where.</param>
    /// <param name="isWell">Whether the node is well.</param>
    /// <exception cref="NodeException">It cannot listen there.</exception>
    public static NodeHealth Start(DnsEndPoint at, Func<bool> isWell)
    {
        var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            var address = IPAddress.TryParse(at.Host, out var parsed) ? parsed : at.Host == "localhost" ? IPAddress.Loopback : Dns.GetHostAddresses(at.Host)[0];
            listener.Bind(new IPEndPoint(address, at.Port));
            listener.Listen(16);
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new NodeException($"cluster.health: cannot listen at {at.Host}:{at.Port}: {e.Message}", e);
        }

        var health = new NodeHealth(listener, isWell);
        _ = health.ServeAsync();
        return health;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var asking = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                limit.CancelAfter(Limit);
                // The question does not matter, but whoever asks must have asked before the connection closes.
                await asking.ReceiveAsync(new byte[4096], SocketFlags.None, limit.Token).ConfigureAwait(false);
                var (status, text) = _isWell() ? ("200 OK", "well\n") : ("503 Service Unavailable", "not in its cluster\n");
                var answer = $"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {text.Length}\r\nConnection: close\r\n\r\n{text}";
                await asking.SendAsync(Encoding.ASCII.GetBytes(answer), SocketFlags.None, limit.Token).ConfigureAwait(false);
                asking.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // That question stays unanswered; the next may not.
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }
}
