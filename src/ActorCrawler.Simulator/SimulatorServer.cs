using System.Net;
using ActorCrawler.Simulator.Hostile;
using ActorCrawler.Simulator.Serving;
using ActorCrawler.Simulator.Web;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ActorCrawler.Simulator;

/// <summary>Serves a simulated web on this machine's loopback interface, and on no other.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly KestrelServer _kestrel;
    private readonly HostileServer? _hostile;

    private SimulatorServer(KestrelServer kestrel, HostileServer? hostile, SimulatedWeb web, AccessLog log)
    {
        _kestrel = kestrel;
        _hostile = hostile;
        BaseUrls = [.. web.Sites.Select(site => site.BaseUrl)];
        Manifest = new Manifest(web);
        Log = log;
    }

    /// <summary>As many hostile hosts show every way in which a robots.txt can be bad.</summary>
    public static int HostileKinds => HostileSite.RobotsKindCount;

    /// <summary>The home pages of the hosts, by number.</summary>
    public IReadOnlyList<string> BaseUrls { get; }

    /// <summary>The front pages of the hostile hosts, then a URL for each way in which TLS goes wrong; empty when there are none.</summary>
    public IReadOnlyList<string> HostileUrls => _hostile?.Urls ?? [];

    /// <summary>What a crawl must find.</summary>
    public Manifest Manifest { get; }

    /// <summary>What was asked.</summary>
    public AccessLog Log { get; }

    /// <summary>Starts a server.</summary>
    /// <exception cref="ArgumentException">The options name more hosts than their naming can tell apart.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static Task<SimulatorServer> StartAsync(SimulatorOptions options, CancellationToken cancellationToken) =>
        StartAsync(options, TimeProvider.System, cancellationToken);

    /// <summary>Starts a server whose latencies and log run on the given clock.</summary>
    /// <inheritdoc cref="StartAsync(SimulatorOptions, CancellationToken)"/>
    public static async Task<SimulatorServer> StartAsync(SimulatorOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Naming == HostNaming.Ports && options.Hosts > 250 || options.Naming == HostNaming.Addresses && options.Hosts > 10_000)
            throw new ArgumentException($"{options.Hosts} hosts cannot be told apart by {options.Naming}.", nameof(options));
        var kestrelOptions = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        kestrelOptions.Limits.MaxConcurrentConnections = null;
        kestrelOptions.Limits.MinResponseDataRate = null;
        kestrelOptions.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        foreach (var endpoint in Endpoints(options))
            kestrelOptions.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http1);
        var logs = NullLoggerFactory.Instance;
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions { Backlog = 4096 }), logs);
        var kestrel = new KestrelServer(Options.Create(kestrelOptions), transport, logs);
        var log = new AccessLog(options.LogCapacity, time);
        var application = new WebApplication(log, time);
        try
        {
            await kestrel.StartAsync(application, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            kestrel.Dispose();
            throw;
        }
        var addresses = kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        var web = new SimulatedWeb(options, SiteTable.Make(options, [.. addresses.Select(address => new Uri(address).Port)]));
        application.Serve(web);
        try
        {
            var hostile = options.HostileHosts > 0 ? await HostileServer.StartAsync(options, log, time).ConfigureAwait(false) : null;
            return new SimulatorServer(kestrel, hostile, web, log);
        }
        catch
        {
            await StopAsync(kestrel).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_hostile is not null)
            await _hostile.DisposeAsync().ConfigureAwait(false);
        await StopAsync(_kestrel).ConfigureAwait(false);
    }

    private static async Task StopAsync(KestrelServer kestrel)
    {
        // Requests under way are not waited for: some of them are meant never to end.
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await kestrel.StopAsync(now.Token).ConfigureAwait(false);
        kestrel.Dispose();
    }

    private static IEnumerable<IPEndPoint> Endpoints(SimulatorOptions options) => options.Naming switch
    {
        HostNaming.Names => [new IPEndPoint(IPAddress.Loopback, options.Port)],
        HostNaming.Addresses => Enumerable.Range(0, options.Hosts).Select(i => new IPEndPoint(IPAddress.Parse(SiteTable.Address(i)), options.Port)),
        _ => Enumerable.Range(0, options.Hosts).Select(i => new IPEndPoint(IPAddress.Loopback, options.Port == 0 ? 0 : options.Port + i)),
    };
}
