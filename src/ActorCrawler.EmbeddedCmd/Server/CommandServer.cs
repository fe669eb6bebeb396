using System.Net;
using System.Net.Sockets;
using ActorCrawler.CommandPort;
using Akka.Actor;
using Akka.Event;
using Petabridge.Cmd.Host;

namespace Petabridge.Cmd.Server;

/// <summary>Listens, counts connections, and keeps whatever happens on one of them to that one.</summary>
internal sealed class CommandServer(ExtendedActorSystem system, CommandSettings settings, IReadOnlyList<CommandPaletteHandler> handlers)
{
    private readonly PaletteTable _palettes = new(handlers);
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _listener = new(settings.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
    private readonly ILoggingAdapter _log = Logging.GetLogger(system, typeof(PetabridgeCmd));
    private IActorRef _host = ActorRefs.Nobody;
    private int _strangers;
    private int _clients;

    public void Start()
    {
        try
        {
            _listener.Bind(settings.Address);
            _listener.Listen(settings.MaxConnections);
            var address = (IPEndPoint)_listener.LocalEndPoint!;
            _host = system.SystemActorOf(CommandHostActor.Props(handlers, settings), "petabridge-cmd");
            if (settings.EndpointFile is { } file) new CommandEndpoint(address, settings.Secret).Write(file);
            _log.Info("listening for commands on {0}", address);
        }
        catch
        {
            _listener.Dispose();
            throw;
        }

        if (settings.LogPalettes)
        {
            foreach (var palette in _palettes.Infos) _log.Info("commands of {0}: {1}", palette.Name, string.Join(", ", palette.Commands.Select(c => c.Name)));
        }

        _ = AcceptAsync();
    }

    public void Stop()
    {
        _stop.Cancel();
        _listener.Dispose();
        if (settings.EndpointFile is not { } file) return;
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that stays behind names a port where nobody answers.
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (SocketException e) when (!_stop.IsCancellationRequested)
            {
                // Out of file handles, say: others free some.
                _log.Warning("a client could not be let in: {0}", e.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None).ConfigureAwait(false);
                continue;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        var connection = new CommandConnection(socket, settings, _palettes, system, _host);
        try
        {
            if (await CountedAsync(Counter.Strangers, () => connection.ProvesItselfAsync(_stop.Token)).ConfigureAwait(false))
            {
                await CountedAsync(
                    Counter.Clients,
                    async () =>
                    {
                        await connection.ServeAsync(_stop.Token).ConfigureAwait(false);
                        return true;
                    }).ConfigureAwait(false);
            }
            else
            {
                _log.Debug("a client without the secret, or too many of them");
            }
        }
        catch (CommandPortException e)
        {
            _log.Debug("a client was put out: {0}", e.Message);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or SocketException or AskTimeoutException)
        {
            // It left, was silent for too long, or the crawl ends.
        }
        finally
        {
            connection.Close();
        }
    }

    /// <summary>Does something while a place is taken; false when there is none.</summary>
    private async Task<bool> CountedAsync(Counter counter, Func<Task<bool>> act)
    {
        ref int Of() => ref counter == Counter.Strangers ? ref _strangers : ref _clients;
        if (Interlocked.Increment(ref Of()) > settings.MaxConnections)
        {
            Interlocked.Decrement(ref Of());
            return false;
        }

        try
        {
            return await act().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref Of());
        }
    }

    private enum Counter
    {
        Strangers,
        Clients,
    }
}
