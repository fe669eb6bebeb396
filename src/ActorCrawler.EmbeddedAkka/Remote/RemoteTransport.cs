using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>
/// Everything between this system and others: the socket it listens on, what it knows of each peer, and which processes are dead to it.
/// </summary>
internal sealed class RemoteTransport
{
    private const int MaxQuarantined = 1000;

    private static readonly TimeSpan RefusalLineInterval = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly long _startedAt = TimeProvider.System.GetTimestamp();
    private readonly ConcurrentDictionary<Address, Association> _associations = new();
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly Queue<PeerIdentity> _quarantineOrder = new();
    private readonly HashSet<PeerIdentity> _quarantined = [];
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ActorSystemImpl _system;
    private readonly ILoggingAdapter _log;
    private int _pendingHandshakes;
    private TimeSpan _nextRefusalLine;
    private long _overflows;

    /// <summary>Listens at once, so that the system's address is known; <see cref="Start"/> begins to accept.</summary>
    /// <exception cref="RemoteTransportException">Nobody can listen there.</exception>
    public RemoteTransport(ActorSystemImpl system, RemoteSettings settings)
    {
        _system = system;
        _log = Logging.GetLogger(system, GetType());
        Settings = settings;
        Watcher = new RemoteWatcher(this);
        Courier = new RemoteCourier(system, this);
        try
        {
            _listener.Bind(new IPEndPoint(RemoteSettings.ToIPAddress(settings.Host), settings.Port));
            _listener.Listen(512);
        }
        catch (SocketException e)
        {
            _listener.Dispose();
            throw new RemoteTransportException(
                $"Cannot listen at {settings.Host}:{settings.Port} (akka.remote.dot-netty.tcp): {e.Message}", e);
        }

        var address = new Address("akka.tcp", system.Name, settings.Host, ((IPEndPoint)_listener.LocalEndPoint!).Port);
        // Positive, as in Akka.NET; a process that starts at the address of a dead one must not be taken for it.
        Self = new PeerIdentity(address, 1 + System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue - 1));
    }

    public PeerIdentity Self { get; }

    public RemoteSettings Settings { get; }

    public RemoteWatcher Watcher { get; }

    public RemoteCourier Courier { get; }

    /// <summary>Time since the transport was made.</summary>
    public TimeSpan Clock => TimeProvider.System.GetElapsedTime(_startedAt);

    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Messages that were dropped because too much waited for their receiver.</summary>
    public long Overflows => Interlocked.Read(ref _overflows);

    /// <summary>Connections that are open or being opened; for tests.</summary>
    public int OpenSockets => _open.Count;

    public void Start()
    {
        _ = AcceptAsync();
        Watcher.Start();
        _log.Info("Remoting started; listening on address [{0}]", Self.Address);
    }

    /// <summary>Lets what waits be written, for a while; then closes everything.</summary>
    public async Task StopAsync()
    {
        var deadline = Clock + Settings.FlushOnShutdown;
        using (var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10)))
        {
            while (!_associations.Values.All(association => association.IsIdle) && Clock < deadline)
                await poll.WaitForNextTickAsync().ConfigureAwait(false);
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        Watcher.Stop();
        _listener.Dispose();
        foreach (var association in _associations.Values) association.Forget();
        foreach (var socket in _open.Keys) Close(socket);
    }

    public Association AssociationFor(Address address) => _associations.GetOrAdd(address, static (key, self) => new Association(self, key), this);

    public Association? KnownAssociation(Address address) => _associations.GetValueOrDefault(address);

    public void CountOverflow(Address address, bool isFirst)
    {
        Interlocked.Increment(ref _overflows);
        if (isFirst)
        {
            _log.Warning(
                "More than {0} bytes wait for [{1}] (akka.remote.embedded.outbound-buffer-size): further messages are dropped until they are through",
                Settings.OutboundBufferSize,
                address);
        }
    }

    /// <summary>A message that did not get through.</summary>
    public void DeadLetter(in OutboundFrame frame, string? reason)
    {
        if (reason is not null) _log.Error("A message to [{0}] was dropped: {1}", frame.Recipient, reason);
        Courier.DeadLetter(frame);
    }

    public Socket NewSocket() => Configure(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));

    /// <summary>Connects to a peer; both prove themselves.</summary>
    /// <returns>The peer's uid.</returns>
    public async Task<int> DialAsync(Socket socket, Address address)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(Settings.ConnectionTimeout);
        await socket.ConnectAsync(new IPEndPoint(RemoteSettings.ToIPAddress(address.Host!), address.Port!.Value), limit.Token).ConfigureAwait(false);
        limit.CancelAfter(Settings.HandshakeTimeout);
        return await Handshake.InitiateAsync(socket, Settings.Secret, Self, address, limit.Token).ConfigureAwait(false);
    }

    public void Connected(Association association) => Watcher.Rewatch(association);

    /// <summary>A connection could not be made.</summary>
    public void Unreachable(Association association, Exception cause, bool isFirst)
    {
        if (IsStopped) return;
        var status = (cause as HandshakeException)?.Status;
        var isCertain = cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
            || status is HandshakeStatus.WrongAddress or HandshakeStatus.Quarantined;
        // That a known process has ended is said below, and is nothing to warn of.
        if (isFirst && !(isCertain && association.PeerUid is not null))
            _log.Warning("Association with remote system [{0}] has failed. Reason: [{1}]", association.Address, cause.Message);
        if (status == HandshakeStatus.Quarantined) _system.EventStream.Publish(new ThisSystemQuarantined(association.Address));
        if (isCertain && association.PeerUid is { } uid) association.Died(uid);
        else if (isCertain) Watcher.AddressTerminated(association.Address);
        else if (association.PeerUid is not null) _system.Scheduler.Advanced.ScheduleOnce(Settings.RetryGate, association.Probe);
    }

    /// <returns>False when it was quarantined already.</returns>
    public bool Quarantine(PeerIdentity peer)
    {
        lock (_quarantined)
        {
            if (!_quarantined.Add(peer)) return false;
            _quarantineOrder.Enqueue(peer);
            if (_quarantineOrder.Count > MaxQuarantined) _quarantined.Remove(_quarantineOrder.Dequeue());
            return true;
        }
    }

    /// <param name="dead">Who has died.</param>
    /// <param name="isAddressEmpty">False when another process is there already: what is watched there is then alive.</param>
    public void TellDeath(PeerIdentity dead, bool isAddressEmpty)
    {
        _log.Info("Remote system [{0}] with uid [{1}] is gone", dead.Address, dead.Uid);
        if (isAddressEmpty) Watcher.AddressTerminated(dead.Address);
        _system.EventStream.Publish(new PeerDied(dead.Address, dead.Uid));
    }

    public bool IsQuarantined(PeerIdentity peer)
    {
        lock (_quarantined) return _quarantined.Contains(peer);
    }

    private Socket Configure(Socket socket)
    {
        socket.NoDelay = true;
        if (Settings.SendBufferSize > 0) socket.SendBufferSize = Settings.SendBufferSize;
        if (Settings.ReceiveBufferSize > 0) socket.ReceiveBufferSize = Settings.ReceiveBufferSize;
        return socket;
    }

    private async Task AcceptAsync()
    {
        while (!IsStopped)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                if (Interlocked.Increment(ref _pendingHandshakes) > Settings.MaxPendingHandshakes)
                {
                    Interlocked.Decrement(ref _pendingHandshakes);
                    socket.Dispose();
                    continue;
                }

                _open.TryAdd(socket, true);
                _ = ServeAsync(socket);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                // Out of descriptors, or the other side was gone before we looked: neither must end the listening, nor spin.
                _log.Warning("Accepting a connection failed: {0}", e.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var peer = await WelcomeAsync(socket).ConfigureAwait(false);
        if (peer is { } known)
        {
            var association = AssociationFor(known.Address);
            if (association.Accepted(known.Uid, socket)) await ReadAsync(socket, association).ConfigureAwait(false);
        }

        Close(socket);
    }

    private async Task<PeerIdentity?> WelcomeAsync(Socket socket)
    {
        try
        {
            Configure(socket);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            limit.CancelAfter(Settings.HandshakeTimeout);
            return await Handshake.AcceptAsync(
                socket,
                Settings.Secret,
                Self,
                peer => IsQuarantined(peer) ? HandshakeStatus.Quarantined : HandshakeStatus.Accepted,
                limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HandshakeException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Anybody can knock, so nobody may fill the log by it.
            var isRare = Clock >= _nextRefusalLine;
            if (isRare) _nextRefusalLine = Clock + RefusalLineInterval;
            _log.Log(isRare && e is HandshakeException ? LogLevel.WarningLevel : LogLevel.DebugLevel, null, $"A connection was not let in: {e.Message}");
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref _pendingHandshakes);
        }
    }

    private async Task ReadAsync(Socket socket, Association association)
    {
        var reader = new FrameReader(Settings.MaximumFrameSize, Courier.Resolve);
        try
        {
            while (await reader.ReceiveAsync(socket).ConfigureAwait(false))
            {
                association.LastHeard = Clock;
                while (reader.TryRead(out var frame)) Courier.Deliver(frame, association);
            }
        }
        catch (FrameException e)
        {
            _log.Warning("The connection from [{0}] is closed because of {1}", association.Address, e.Message);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
        catch (Exception e)
        {
            _log.Error(e, "The connection from [{0}] is closed because reading from it failed: {1}", association.Address, e.Message);
        }

        association.Probe();
    }

    private void Close(Socket socket)
    {
        _open.TryRemove(socket, out _);
        socket.Dispose();
    }
}
