using System.Net.Sockets;

namespace ActorCrawler.Http.Connections;

/// <summary>A connected socket, with a time limit on the TLS handshake that SocketsHttpHandler does over it.</summary>
internal sealed class RawStream(Socket socket, ConnectionFacts facts, ConnectionCensus census, TimeProvider time)
    : NetworkStream(socket, ownsSocket: true)
{
    private readonly long _connectedAt = time.GetTimestamp();
    private ITimer? _handshake;
    private int _timedOut;
    private int _closed;

    public ConnectionFacts Facts => facts;

    /// <summary>Called once when it is closed.</summary>
    public Action? OnClosed { get; set; }

    /// <summary>Whether the handshake took too long and the connection was closed for it.</summary>
    public bool HandshakeTimedOut => Volatile.Read(ref _timedOut) != 0;

    public void StartHandshake(TimeSpan limit) =>
        _handshake = time.CreateTimer(static state => ((RawStream)state!).EndHandshakeLate(), this, limit, Timeout.InfiniteTimeSpan);

    public void EndHandshake()
    {
        _handshake?.Dispose();
        facts.TlsHandshake = time.GetElapsedTime(_connectedAt);
    }

    protected override void Dispose(bool disposing)
    {
        _handshake?.Dispose();
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            census.Closed();
            OnClosed?.Invoke();
        }
        base.Dispose(disposing);
    }

    private void EndHandshakeLate()
    {
        Volatile.Write(ref _timedOut, 1);
        Dispose();
    }
}
