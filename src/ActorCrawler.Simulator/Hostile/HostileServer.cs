using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ActorCrawler.Simulator.Hostile;

/// <summary>
/// Listens on loopback for hostile hosts, and for ports whose TLS goes wrong. Sockets rather than Kestrel, which would not let an answer
/// break HTTP.
/// </summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly List<Socket> _listeners = [];
    private readonly List<Task> _accepting = [];
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly AccessLog _log;
    private readonly TimeProvider _time;
    private readonly BrokenTls _tls = new();
    private readonly List<string> _urls = [];

    private HostileServer(AccessLog log, TimeProvider time) => (_log, _time) = (log, time);

    /// <summary>The front pages of the hosts, then the ports whose TLS goes wrong.</summary>
    public IReadOnlyList<string> Urls => _urls;

    /// <summary>Starts a server.</summary>
    /// <param name="options">How many hosts, how named, from which port on.</param>
    /// <param name="log">Where requests are noted.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <exception cref="SocketException">A port is taken.</exception>
    public static async Task<HostileServer> StartAsync(SimulatorOptions options, AccessLog log, TimeProvider time)
    {
        var server = new HostileServer(log, time);
        try
        {
            server.Listen(options);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        foreach (var listener in _listeners)
            listener.Dispose();
        await Task.WhenAll(_accepting).ConfigureAwait(false);
        await Task.WhenAll(_running.Keys).ConfigureAwait(false);
        _tls.Dispose();
        _stop.Dispose();
    }

    private void Listen(SimulatorOptions options)
    {
        var port = options.Port == 0 ? 0 : options.Port + (options.Naming == HostNaming.Ports ? options.Hosts : 1);
        var shared = options.Naming == HostNaming.Names ? Open(IPAddress.Loopback, port) : null;
        for (var i = 0; i < options.HostileHosts; i++)
        {
            var listener = options.Naming switch
            {
                HostNaming.Names => shared!,
                HostNaming.Addresses => Open(IPAddress.Parse($"127.1.{i / 250}.{1 + (i % 250)}"), port),
                _ => Open(IPAddress.Loopback, port == 0 ? 0 : port + i),
            };
            var end = (IPEndPoint)listener.LocalEndPoint!;
            _urls.Add(options.Naming == HostNaming.Names ? $"http://hostile-{i + 1}.localhost:{end.Port}/" : $"http://{end}/");
            if (options.Naming != HostNaming.Names)
                _accepting.Add(AcceptAsync(listener, new HostileSite(i), handshake: null));
        }
        if (shared is not null)
            _accepting.Add(AcceptAsync(shared, site: null, handshake: null));
        foreach (var kind in BrokenTls.Kinds)
        {
            var listener = Open(IPAddress.Loopback, 0);
            _urls.Add($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/{kind.Name}");
            _accepting.Add(AcceptAsync(listener, new HostileSite(0), kind));
        }
    }

    private Socket Open(IPAddress address, int port)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listeners.Add(listener);
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen(4096);
        return listener;
    }

    /// <param name="listener">Where peers come in.</param>
    /// <param name="site">Who answers; null leaves it to the Host field.</param>
    /// <param name="handshake">The TLS that goes wrong; null for none.</param>
    private async Task AcceptAsync(Socket listener, HostileSite? site, BrokenTls.Kind? handshake)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                var running = ServeAsync(socket, site, handshake);
                _running.TryAdd(running, 0);
                _ = running.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // A peer that went before it was accepted, or the end.
            }
        }
    }

    private async Task ServeAsync(Socket socket, HostileSite? site, BrokenTls.Kind? handshake)
    {
        await Task.Yield();
        Stream stream = new NetworkStream(socket, ownsSocket: false);
        try
        {
            if (handshake is not null)
                stream = await _tls.ShakeAsync(handshake, stream, _stop.Token).ConfigureAwait(false);
            using var connection = new HostileConnection(socket, stream, _time, _stop.Token);
            while (await connection.ReadRequestAsync().ConfigureAwait(false) is { } request)
            {
                await AnswerAsync(connection, request, site ?? new HostileSite(NumberOf(request.Authority))).ConfigureAwait(false);
                if (!connection.IsWhole)
                    return;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
        {
            // The peer has had enough, which is what this is all about; or the end.
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            socket.Dispose();
        }
    }

    private async Task AnswerAsync(HostileConnection connection, HostileRequest request, HostileSite site)
    {
        var start = _log.Begin();
        try
        {
            await site.AnswerAsync(connection, request).ConfigureAwait(false);
        }
        finally
        {
            _log.End(-1, request.Path, connection.Status, start);
        }
    }

    /// <summary>Of hostile-7.localhost: 6.</summary>
    private static int NumberOf(string authority)
    {
        var name = authority.Split('.', 2)[0];
        return int.TryParse(name.AsSpan(name.LastIndexOf('-') + 1), out var number) && number > 0 ? number - 1 : 0;
    }
}
