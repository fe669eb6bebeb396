using System.Net;
using System.Net.Sockets;

namespace ActorCrawler.Http.Names;

/// <summary>Asks the system.</summary>
public sealed class HostResolver : IHostResolver
{
    /// <inheritdoc/>
    public async ValueTask<HostLookup> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            var found = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return found.Length == 0 ? new HostLookup.Missing("no address") : new HostLookup.Found([.. found]);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            return new HostLookup.Missing(e.Message);
        }
        catch (SocketException e)
        {
            return new HostLookup.Failed(e.Message);
        }
    }
}
