using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorCrawler.Http.Tests.Support;

/// <summary>
/// A TCP server on loopback that does what a script says, byte by byte: each accepted connection runs the script once. What the script
/// throws after the peer has gone is expected and dropped.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawConnection, Task> _script;
    private readonly List<Task> _running = [];
    private readonly Task _accepting;
    private int _connections;

    private RawServer(IPEndPoint place, Func<RawConnection, Task> script)
    {
        _script = script;
        _listener = new TcpListener(place);
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"http://{_listener.LocalEndpoint}/";

    public string SecureUrl => $"https://{_listener.LocalEndpoint}/";

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public static RawServer Start(Func<RawConnection, Task> script) => Start(script, "127.0.0.1");

    /// <summary>A server at another of this machine's own addresses, and at a port that was picked for another server, or a free one.</summary>
    public static RawServer Start(Func<RawConnection, Task> script, string address, int port = 0) => new(new IPEndPoint(IPAddress.Parse(address), port), script);

    /// <summary>A server that answers every request of a connection with these bytes, then closes unless <paramref name="keepAlive"/>.</summary>
    public static RawServer Answering(string response, bool keepAlive = false) => Answering(Encoding.Latin1.GetBytes(response), keepAlive);

    public static RawServer Answering(byte[] response, bool keepAlive = false) => Start(async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await connection.SendAsync(response);
            if (!keepAlive)
                break;
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Task[] running;
        lock (_running)
            running = [.. _running];
        await Task.WhenAll(running);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync(_stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            Interlocked.Increment(ref _connections);
            lock (_running)
                _running.Add(RunAsync(socket));
        }
    }

    private async Task RunAsync(Socket socket)
    {
        await Task.Yield();
        using var connection = new RawConnection(socket, _stop.Token);
        try
        {
            await _script(connection);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            // The peer has gone, or the test is over.
        }
    }
}
