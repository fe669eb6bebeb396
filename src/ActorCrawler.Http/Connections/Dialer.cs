using System.Net;
using System.Net.Sockets;

namespace ActorCrawler.Http.Connections;

/// <summary>Connects for real; tests put something else in its place where a network would be needed.</summary>
internal static class Dialer
{
    public static async Task<Socket> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
