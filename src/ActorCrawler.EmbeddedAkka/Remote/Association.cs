using System.Net.Sockets;
using Akka.Actor;

namespace Akka.Remote;

/// <summary>
/// What one system knows of another, and its connection to it. Each direction has a connection of its own, opened by who has
/// something to say.
/// </summary>
/// <remarks>
/// <code>
/// idle --frame or probe--> connecting --ok--> connected --lost--> connecting
///                              |                  ^
///                            failed -> gated -----+ (frames are dead letters while the gate is closed)
/// </code>
/// A refused connection proves that the process is dead; a lost one alone does not.
/// </remarks>
internal sealed class Association(RemoteTransport transport, Address address)
{
    private readonly Lock _lock = new();
    private readonly OutboundQueue _queue = new(transport.Settings.OutboundBufferSize);
    private bool _running;
    private bool _overflowing;
    private bool _failing;
    private TimeSpan _gatedUntil;
    private TimeSpan? _connectedAt;
    private int _earlyEnds;
    private Socket? _socket;
    private Socket? _inbound;
    private FrameWriter _writer = new();
    private long _lastHeard;

    public Address Address { get; } = address;

    /// <summary>The uid of the process that was last there; null when none was, or it is dead.</summary>
    public int? PeerUid { get; private set; }

    /// <summary>When anything last came from there. Any byte is a sign of life, so bodies never hide one.</summary>
    public TimeSpan LastHeard
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _lastHeard));
        set => Volatile.Write(ref _lastHeard, value.Ticks);
    }

    /// <summary>True when nothing waits to be written.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock) return !_running;
        }
    }

    /// <returns>False when the frame was not taken: the peer cannot be reached, or too much waits for it.</returns>
    public bool Send(in OutboundFrame frame, bool urgent)
    {
        lock (_lock)
        {
            if (transport.IsStopped || (_gatedUntil > TimeSpan.Zero && transport.Clock < _gatedUntil)) return false;
            if (!_queue.TryAdd(frame, urgent))
            {
                transport.CountOverflow(Address, isFirst: !_overflowing);
                _overflowing = true;
                return false;
            }

            StartWriting();
            return true;
        }
    }

    /// <summary>Makes sure that there is a connection, or that it becomes known that there can be none. A gate does not hold it up.</summary>
    public void Probe()
    {
        lock (_lock)
        {
            if (_socket is null && !transport.IsStopped) StartWriting();
        }
    }

    /// <summary>The peer has connected to us and proved itself.</summary>
    public void Accepted(int uid, Socket inbound)
    {
        Met(uid);
        lock (_lock)
        {
            _inbound?.Dispose();
            _inbound = inbound;
            _gatedUntil = TimeSpan.Zero;
        }
    }

    /// <summary>The process there is dead, or is treated as such. Whoever comes next is another one.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            PeerUid = null;
            _socket?.Dispose();
            _socket = null;
            _inbound?.Dispose();
            _inbound = null;
        }

        DropWaiting();
    }

    private void StartWriting()
    {
        if (_running) return;
        _running = true;
        ThreadPool.UnsafeQueueUserWorkItem(static association => _ = association.WriteAsync(), this, preferLocal: false);
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            Socket? socket;
            lock (_lock) socket = _socket;
            try
            {
                socket ??= await ConnectAsync().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Gate(e);
                return;
            }

            try
            {
                while (TryTake(out var frame))
                {
                    if (!_writer.Add(frame)) transport.DeadLetter(frame, "a path or manifest is too long");
                    if (_writer.IsFull) await _writer.FlushAsync(socket).ConfigureAwait(false);
                }

                await _writer.FlushAsync(socket).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                Lost(socket);
            }

            lock (_lock)
            {
                if (!_queue.IsEmpty) continue;
                _overflowing = false;
                _running = _socket is null && PeerUid is not null && !transport.IsStopped;
                if (!_running) return;
            }
        }
    }

    private bool TryTake(out OutboundFrame frame)
    {
        lock (_lock) return _queue.TryTake(out frame);
    }

    private async Task<Socket> ConnectAsync()
    {
        // One that ends early may be a process that has died; a second one is a peer that does not want us.
        _earlyEnds = transport.Clock - _connectedAt < transport.Settings.RetryGate ? _earlyEnds + 1 : 0;
        if (_earlyEnds > 1)
        {
            _connectedAt = null;
            throw new RemoteTransportException("the connection ended as soon as it was there");
        }

        var socket = transport.NewSocket();
        try
        {
            var uid = await transport.DialAsync(socket, Address).ConfigureAwait(false);
            Met(uid);
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(transport.IsStopped, transport);
                _socket = socket;
                _writer = new FrameWriter();
                _connectedAt = transport.Clock;
                _failing = false;
            }

            _ = WatchForEndAsync(socket);
            transport.Connected(this);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The peer never says anything on our connection, so what can be read from it is its end.
    private async Task WatchForEndAsync(Socket socket)
    {
        try
        {
            await socket.ReceiveAsync(new byte[1], SocketFlags.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }

        Lost(socket);
        Probe();
    }

    private void Lost(Socket socket)
    {
        lock (_lock)
        {
            if (_socket == socket) _socket = null;
        }

        socket.Dispose();
    }

    private void Met(int uid)
    {
        LastHeard = transport.Clock;
        if (PeerUid is { } previous && previous != uid) transport.PeerDied(this, previous);
        lock (_lock) PeerUid = uid;
    }

    private void Gate(Exception cause)
    {
        bool isFirst;
        lock (_lock)
        {
            _gatedUntil = transport.Clock + transport.Settings.RetryGate;
            isFirst = !_failing;
            _failing = true;
            _running = false;
        }

        DropWaiting();
        transport.Unreachable(this, cause, isFirst);
    }

    private void DropWaiting()
    {
        while (TryTake(out var frame)) transport.DeadLetter(frame, null);
    }
}
