using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ActorCrawler.Http.Addresses;
using ActorCrawler.Http.Names;

namespace ActorCrawler.Http.Connections;

/// <summary>
/// The handlers with their connection pools: one for each address policy, so that an exchange never gets a connection that was made under a
/// laxer one.
/// </summary>
internal sealed class Transports(FetchSettings settings, IHostResolver resolver, Dial dial, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<AddressPolicy, Lazy<Transport>> _byPolicy = new();
    private readonly ConnectionCensus _census = new(settings.MaxConnections);

    /// <summary>Connections open now.</summary>
    public int OpenConnections => _census.Open;

    /// <summary>Connections that could be closed for want of room.</summary>
    public int UnusedConnections => _census.UnusedCount;

    public Transport For(AddressPolicy policy)
    {
        if (_byPolicy.TryGetValue(policy, out var known))
            return known.Value;
        return _byPolicy.GetOrAdd(policy, p => new Lazy<Transport>(() => Make(p))).Value;
    }

    public void Dispose()
    {
        foreach (var transport in _byPolicy.Values)
            transport.Value.Invoker.Dispose();
    }

    private Transport Make(AddressPolicy policy)
    {
        var connector = new Connector(settings, policy, resolver, dial, _census, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = settings.Proxy.Length > 0,
            Proxy = MakeProxy(),
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = settings.MaxConnectionsPerHost,
            MaxResponseHeadersLength = settings.MaxHeadBytes / 1024,
            MaxResponseDrainSize = settings.MaxDrainBytes,
            ResponseDrainTimeout = settings.IdleTimeout,
            PooledConnectionIdleTimeout = settings.ConnectionIdleTimeout,
            PooledConnectionLifetime = settings.ConnectionLifetime,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ConnectCallback = connector.ConnectAsync,
            PlaintextStreamFilter = connector.FilterAsync,
            SslOptions = new SslClientAuthenticationOptions
            {
                // Missing intermediate certificates are not fetched: the address is in the server's certificate, and a request to it would pass no policy.
                CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
                RemoteCertificateValidationCallback = settings.InsecureTls ? (_, _, _, _) => true : CertificateCheck.Judge,
            },
        };
        return new Transport(new HttpMessageInvoker(handler), connector);
    }

    private WebProxy? MakeProxy()
    {
        if (settings.Proxy.Length == 0)
            return null;
        var uri = new Uri(settings.Proxy);
        var proxy = new WebProxy(new UriBuilder(uri) { UserName = "", Password = "" }.Uri, BypassOnLocal: false);
        if (uri.UserInfo.Length > 0)
        {
            var colon = uri.UserInfo.IndexOf(':');
            var user = colon < 0 ? uri.UserInfo : uri.UserInfo[..colon];
            var password = colon < 0 ? "" : uri.UserInfo[(colon + 1)..];
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        }
        return proxy;
    }
}
