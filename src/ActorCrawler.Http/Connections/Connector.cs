using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Http.Addresses;
using ActorCrawler.Http.Names;

namespace ActorCrawler.Http.Connections;

/// <summary>
/// Makes the connections of one handler: looks the name up, refuses addresses that the policy forbids, and connects to the very address it
/// has judged, so that a name that changes its address between look-up and connection gains nothing.
/// </summary>
internal sealed class Connector(FetchSettings settings, AddressPolicy policy, IHostResolver resolver, Dial dial, ConnectionCensus census, TimeProvider time)
{
    private readonly bool _proxied = settings.Proxy.Length > 0;
    private readonly bool _keep = settings.ConnectionIdleTimeout > TimeSpan.Zero;
    private readonly ConcurrentDictionary<string, ConnectionFacts> _http2 = new();

    /// <summary>The handler's ConnectCallback.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var begin = time.GetTimestamp();
        TimeSpan? resolved = null;
        ImmutableArray<IPAddress> addresses;
        if (IPAddress.TryParse(host, out var literal))
        {
            addresses = [literal];
        }
        else
        {
            addresses = await ResolveAsync(host, cancellationToken).ConfigureAwait(false);
            resolved = time.GetElapsedTime(begin);
        }
        // The user has named the proxy, and with it says where it is.
        if (!_proxied)
            addresses = Judge(host, addresses);

        var connecting = time.GetTimestamp();
        var socket = await ConnectAsync(host, addresses, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
        var facts = new ConnectionFacts
        {
            RemoteAddress = (IPEndPoint)socket.RemoteEndPoint!,
            Resolve = resolved,
            Connect = time.GetElapsedTime(connecting),
        };
        var stream = new RawStream(socket, facts, census, time);
        census.Opened();
        if (context.InitialRequestMessage is ExchangeRequest { Exchange: var exchange } request)
        {
            exchange.Connecting = stream;
            exchange.Connection = facts;
            if (!_proxied && request.RequestUri!.Scheme == Uri.UriSchemeHttps)
                stream.StartHandshake(settings.TlsTimeout);
        }
        return stream;
    }

    /// <summary>The handler's PlaintextStreamFilter: the handshake, if any, is over.</summary>
    public ValueTask<Stream> FilterAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var raw = context.PlaintextStream as RawStream;
        if (raw is null && context.InitialRequestMessage is ExchangeRequest { Exchange: var exchange })
        {
            raw = exchange.Connecting;
            raw?.EndHandshake();
        }
        if (raw is null)
            return ValueTask.FromResult(context.PlaintextStream);
        if (context.NegotiatedHttpVersion.Major == 1)
            return ValueTask.FromResult<Stream>(new TapStream(context.PlaintextStream, raw.Facts, census, settings.MaxHeadBytes, _keep, _proxied));
        // HTTP/2 writes outside the flow of its requests, and its heads are compressed: there is nothing to tap. A host has one such connection.
        var known = new KeyValuePair<string, ConnectionFacts>(context.InitialRequestMessage.RequestUri!.Authority, raw.Facts);
        _http2[known.Key] = known.Value;
        raw.OnClosed = () => _http2.TryRemove(known);
        return ValueTask.FromResult(context.PlaintextStream);
    }

    /// <summary>The HTTP/2 connection to a host; null when there is none.</summary>
    public ConnectionFacts? Http2Connection(Uri uri) => _http2.GetValueOrDefault(uri.Authority);

    private async ValueTask<ImmutableArray<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var lookup = await resolver.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        return lookup switch
        {
            HostLookup.Found found => found.Addresses,
            HostLookup.Missing missing => throw new FetchException(Reason.Dns, $"{host} does not resolve: {missing.Detail}", mayHeal: false),
            HostLookup.Failed failed => throw new FetchException(Reason.Dns, $"{host} could not be looked up: {failed.Detail}", mayHeal: true),
            HostLookup.TimedOut late => throw new FetchException(Reason.Dns, $"{host} could not be looked up: {late.Detail}", mayHeal: true, TimeLimit.Resolve),
            _ => throw new InvalidOperationException($"Unknown result of a look-up: {lookup}."),
        };
    }

    private ImmutableArray<IPAddress> Judge(string host, ImmutableArray<IPAddress> addresses)
    {
        string? refusal = null;
        var allowed = addresses.RemoveAll(address => policy.Refusal(address) is { } why && (refusal ??= why) is not null);
        if (allowed.IsEmpty)
            throw new FetchException(Reason.PrivateAddress, IPAddress.TryParse(host, out _) ? refusal! : $"{host} resolves to {refusal}", mayHeal: false);
        return allowed;
    }

    private async Task<Socket> ConnectAsync(string host, ImmutableArray<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        using var stop = new CancellationTokenSource(settings.ConnectTimeout, time);
        using var link = cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), stop);
        try
        {
            return addresses.Length == 1
                ? await dial(new IPEndPoint(addresses[0], port), stop.Token).ConfigureAwait(false)
                : await RaceAsync(addresses, port, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FetchException(Reason.Timeout, $"no connection to {host} port {port} after {settings.ConnectTimeout.TotalSeconds:0.###} s", mayHeal: true, TimeLimit.Connect);
        }
        catch (SocketException e)
        {
            throw new FetchException(Reason.Connect, $"no connection to {host} port {port}: {Explain(e.SocketErrorCode)}", mayHeal: true);
        }
    }

    /// <summary>
    /// Tries addresses in order, the next one as soon as the last has failed or has taken a while (RFC 8305 section 5); the first to connect
    /// is taken. Throws what the first address failed of.
    /// </summary>
    private async Task<Socket> RaceAsync(ImmutableArray<IPAddress> addresses, int port, CancellationTokenSource stop)
    {
        var order = Interleave(addresses);
        var attempts = new List<Task<Socket>>();
        Exception? first = null;
        for (var next = 0; next < order.Length || attempts.Count > 0;)
        {
            if (next < order.Length)
                attempts.Add(dial(new IPEndPoint(order[next++], port), stop.Token));
            var any = Task.WhenAny(attempts);
            if (next < order.Length)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                await Task.WhenAny(any, Task.Delay(settings.ConnectAttemptDelay, time, patience.Token)).ConfigureAwait(false);
                await patience.CancelAsync().ConfigureAwait(false);
                if (!any.IsCompleted)
                    continue;
            }
            var done = await any.ConfigureAwait(false);
            attempts.Remove(done);
            try
            {
                var socket = await done.ConfigureAwait(false);
                if (attempts.Count > 0)
                {
                    await stop.CancelAsync().ConfigureAwait(false);
                    foreach (var loser in attempts)
                        _ = DropAsync(loser);
                }
                return socket;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                first ??= e;
            }
        }
        throw first!;
    }

    private static async Task DropAsync(Task<Socket> attempt)
    {
        try
        {
            (await attempt.ConfigureAwait(false)).Dispose();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // It lost the race; what became of it does not matter.
        }
    }

    /// <summary>Families take turns, beginning with the first address's (RFC 8305 section 4).</summary>
    private static ImmutableArray<IPAddress> Interleave(ImmutableArray<IPAddress> addresses)
    {
        var family = addresses[0].AddressFamily;
        var same = addresses.Where(a => a.AddressFamily == family).ToList();
        var other = addresses.Where(a => a.AddressFamily != family).ToList();
        var order = ImmutableArray.CreateBuilder<IPAddress>(addresses.Length);
        for (var i = 0; i < Math.Max(same.Count, other.Count); i++)
        {
            if (i < same.Count)
                order.Add(same[i]);
            if (i < other.Count)
                order.Add(other[i]);
        }
        return order.MoveToImmutable();
    }

    private static string Explain(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostUnreachable => "host unreachable",
        SocketError.NetworkUnreachable => "network unreachable",
        SocketError.TimedOut => "no answer",
        SocketError.ConnectionReset => "connection reset",
        SocketError.TooManyOpenSockets => "this process has too many open files (see ulimit -n)",
        _ => error.ToString(),
    };
}
