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
/// A refused connection proves that the process is dead; a lost one alone does not. And it proves so only of the process that was known when
/// the attempt began: a new one may take the address, and connect to us, before the old attempt has failed.
/// </remarks>
internal sealed class Association(RemoteTransport transport, Address address)
{
    private readonly Lock _lock = new();

    // Who is there, and the news of it, change together. Taken before the other lock.
    private readonly Lock _meeting = new();
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
    private int _meetings; // how often a process there has proved itself

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
    /// <returns>False when it has been declared dead since.</returns>
    public bool Accepted(int uid, Socket inbound)
    {
        lock (_meeting)
        {
            if (!Met(uid)) return false;
            lock (_lock)
            {
                _inbound?.Dispose();
                _inbound = inbound;
                _gatedUntil = TimeSpan.Zero;
            }

            return true;
        }
    }

    /// <summary>Treats a process there as dead from now on: its actors are, and it is not let in again.</summary>
    public void Died(int uid)
    {
        lock (_meeting)
        {
            if (!transport.Quarantine(new PeerIdentity(Address, uid)) || transport.IsStopped) return;
            if (PeerUid == uid) Forget();
            transport.TellDeath(new PeerIdentity(Address, uid), isAddressEmpty: PeerUid is null);
        }
    }

    /// <summary>Treats whoever is there as dead, unless something has been heard since <paramref name="moment"/>.</summary>
    public void DiedUnlessHeardSince(TimeSpan moment)
    {
        lock (_meeting)
        {
            if (LastHeard >= moment) return;
            if (PeerUid is { } uid) Died(uid);
            else transport.Watcher.AddressTerminated(Address);
        }
    }

    /// <summary>Closes the connections, and drops what waits.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            PeerUid = null;
            _connectedAt = null;
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
            var meetings = Volatile.Read(ref _meetings);
            try
            {
                socket ??= await ConnectAsync().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                if (Gate(e, meetings)) return;
                continue;
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
        lock (_lock)
        {
            _earlyEnds = transport.Clock - _connectedAt < transport.Settings.RetryGate ? _earlyEnds + 1 : 0;
            if (_earlyEnds > 1)
            {
                _connectedAt = null;
                throw new RemoteTransportException("the connection ended as soon as it was there");
            }
        }

        var socket = transport.NewSocket();
        try
        {
            var uid = await transport.DialAsync(socket, Address).ConfigureAwait(false);
            lock (_meeting)
            {
                if (!Met(uid)) throw new HandshakeException("it is quarantined here");
                lock (_lock)
                {
                    ObjectDisposedException.ThrowIf(transport.IsStopped, transport);
                    _socket = socket;
                    _writer = new FrameWriter();
                    _connectedAt = transport.Clock;
                    _failing = false;
                }
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

    /// <returns>False for one that is dead to us.</returns>
    private bool Met(int uid)
    {
        if (transport.IsQuarantined(new PeerIdentity(Address, uid))) return false;
        LastHeard = transport.Clock;
        if (PeerUid is { } previous && previous != uid) Died(previous);
        lock (_lock) PeerUid = uid;
        _meetings++;
        return true;
    }

    /// <returns>False when it is to be tried again at once: somebody has proved himself there since the attempt began.</returns>
    private bool Gate(Exception cause, int meetings)
    {
        lock (_meeting)
        {
            if (meetings != _meetings && !transport.IsStopped) return false;
            var isFirst = !_failing;
            lock (_lock)
            {
                _gatedUntil = transport.Clock + transport.Settings.RetryGate;
                _failing = true;
                _running = false;
            }

            DropWaiting();
            transport.Unreachable(this, cause, isFirst);
            return true;
        }
    }

    private void DropWaiting()
    {
        while (TryTake(out var frame)) transport.DeadLetter(frame, null);
    }
}
