using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Urls;
using ActorCrawler.Http.Connections;
using ActorCrawler.Http.Names;

namespace ActorCrawler.Http;

/// <summary>
/// Does one exchange at a time for each caller, any number of them at once: a GET, and what came of it. Follows no redirect and
/// inflates nothing. One instance serves a whole node and owns its connections.
/// </summary>
public sealed class PageFetcher : IDisposable
{
    private const int MaxDetail = 1000;
    private const int MaxSends = 3;

    private readonly FetchSettings _settings;
    private readonly TimeProvider _time;
    private readonly CookieJar? _cookies;
    private readonly RequestBuilder _requests;
    private readonly Transports _transports;
    private readonly IHostResolver _resolver;
    private readonly AddressGate? _gate;

    /// <summary>Makes a fetcher. It connects to nothing before it is asked to.</summary>
    /// <param name="settings">What is the same for all fetches.</param>
    /// <param name="resolver">Looks host names up; not disposed here.</param>
    /// <param name="time">The clock of all time limits.</param>
    /// <param name="cookies">Where cookies are kept and taken from; null for none.</param>
    public PageFetcher(FetchSettings settings, IHostResolver resolver, TimeProvider time, CookieJar? cookies = null)
        : this(settings, resolver, time, cookies, Dialer.ConnectAsync)
    {
    }

    internal PageFetcher(FetchSettings settings, IHostResolver resolver, TimeProvider time, CookieJar? cookies, Dial dial)
    {
        _settings = settings;
        _time = time;
        _cookies = cookies;
        _resolver = resolver;
        _gate = settings.MaxPerAddress > 0 && settings.Proxy.Length == 0 ? new AddressGate(settings.MaxPerAddress) : null;
        _requests = new RequestBuilder(settings);
        _transports = new Transports(settings, resolver, dial, time);
    }

    /// <summary>Connections open now, used or not.</summary>
    public int OpenConnections => _transports.OpenConnections;

    /// <summary>Connections that are open and in no exchange's hands.</summary>
    internal int UnusedConnections => _transports.UnusedConnections;

    /// <summary>Carries an order out. The task never fails: what went wrong is in the outcome, which the caller disposes.</summary>
    /// <param name="order">What to fetch.</param>
    /// <param name="cancellationToken">Ends the exchange at once; the outcome is then <see cref="FetchOutcome.Cancelled"/>.</param>
    public async Task<FetchOutcome> FetchAsync(FetchOrder order, CancellationToken cancellationToken)
    {
        using var exchange = new LiveExchange(order, _settings, _time, cancellationToken);
        IPAddress? entered = null;
        try
        {
            if (!RequestBuilder.TryMakeUri(order.Url, out var uri))
                throw new FetchException(Reason.Dns, "no request can be made for this host name", mayHeal: false);
            RefuseLiteral(order, uri);
            if (_gate is not null)
            {
                exchange.CountedAddress = await AddressOfAsync(uri, exchange.Token).ConfigureAwait(false);
                if (exchange.CountedAddress is { } address && !_gate.TryEnter(address))
                    return new FetchOutcome.AddressBusy(order, exchange.Facts());
                entered = exchange.CountedAddress;
            }
            LiveExchange.Current = exchange;
            var transport = _transports.For(order.Addresses);
            var url = _cookies is null ? null : CrawlUrl.FromCanonical(order.Url);
            var cookie = url is null ? null : _cookies!.Get(url, exchange.StartedAt);
            using var response = await SendAsync(order, uri, cookie, exchange, transport).ConfigureAwait(false);
            exchange.EnterBody();
            if (exchange.Head is null)
            {
                exchange.HeadReceived(ResponseHeads.Write(response), interimBytes: 0);
                exchange.Connection ??= transport.Connector.Http2Connection(uri);
            }
            if (url is not null)
                KeepCookies(url, exchange.Head!);
            return await ReceiveAsync(order, exchange, exchange.Head!, response).ConfigureAwait(false);
        }
        catch (Exception e) when (IsExpected(e))
        {
            return exchange.CancelledByCaller
                ? new FetchOutcome.Cancelled(order, exchange.Facts())
                : Failure(order, exchange, e, head: null);
        }
        finally
        {
            if (entered is not null)
                _gate!.Leave(entered);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _transports.Dispose();

    /// <summary>With a proxy no connection of ours goes to the target, so that its address must be judged here. A proxy resolves names itself.</summary>
    private void RefuseLiteral(FetchOrder order, Uri uri)
    {
        if (_settings.Proxy.Length == 0)
            return;
        var address = IPAddress.TryParse(uri.IdnHost, out var literal) ? literal
            : uri.IdnHost is "localhost" || uri.IdnHost.EndsWith(".localhost", StringComparison.Ordinal) ? IPAddress.Loopback
            : null;
        if (address is not null && order.Addresses.Refusal(address) is { } refusal)
            throw new FetchException(Reason.PrivateAddress, refusal, mayHeal: false);
    }

    /// <summary>The address that stands for a host; null when its name does not resolve, of which the connection will tell.</summary>
    private async ValueTask<IPAddress?> AddressOfAsync(Uri uri, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(uri.IdnHost, out var literal))
            return literal;
        return await _resolver.ResolveAsync(uri.IdnHost, cancellationToken).ConfigureAwait(false) is HostLookup.Found { Addresses: var addresses }
            ? addresses.MinBy(address => address.ToString(), StringComparer.Ordinal)
            : null;
    }

    /// <summary>
    /// A host may close an unused connection in the moment in which a request goes out on it. Then the request was not seen, and is sent
    /// again (RFC 9110 section 9.2.2); the handler does so itself unless the connection was reset. So may we, for want of room, as often as there are
    /// connections that nobody uses.
    /// </summary>
    private async ValueTask<HttpResponseMessage> SendAsync(FetchOrder order, Uri uri, string? cookie, LiveExchange exchange, Transport transport)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = _requests.Build(order, uri, cookie, exchange);
            try
            {
                var response = await transport.Invoker.SendAsync(request, exchange.Token).ConfigureAwait(false);
                exchange.RequestSent(request);
                return response;
            }
            catch (HttpRequestException e) when (exchange.IsTurnedAway || (attempt < MaxSends && exchange.IsUnseen && FetchException.In(e) is null))
            {
                // Once more, on another connection.
            }
        }
    }

    private void KeepCookies(CrawlUrl url, ResponseHead head)
    {
        foreach (var field in head.All("Set-Cookie"))
            _cookies!.Set(url, field, _time.GetUtcNow());
    }

    private async ValueTask<FetchOutcome> ReceiveAsync(FetchOrder order, LiveExchange exchange, ResponseHead head, HttpResponseMessage response)
    {
        if (head.Status is 301 or 302 or 303 or 307 or 308)
            return await RedirectAsync(order, exchange, head, response).ConfigureAwait(false);
        var success = head.Status is >= 200 and < 300;
        if (success && order.WantedTypes.Count > 0 && MimeType.Extract(head.All("Content-Type")) is { } type && !order.WantedTypes.Contains(type.Essence))
            return new FetchOutcome.Unwanted(order, exchange.Facts(), head);

        var limit = success ? order.MaxBodyBytes : Math.Min(order.MaxBodyBytes, _settings.MaxErrorBodyBytes);
        var (body, truncated, failure) = await ReadBodyAsync(exchange, head, response, limit).ConfigureAwait(false);
        if (failure is null)
            return new FetchOutcome.Fetched(order, exchange.Facts(), head, body, truncated);
        // What an error page says matters less than that it is one: its status counts even when its body does not arrive.
        if (!success && exchange.Expired is not { Limit: TimeLimit.Total } && !exchange.CancelledByCaller)
            return new FetchOutcome.Fetched(order, exchange.Facts(), head, body, Truncated: true);
        body.Dispose();
        return exchange.CancelledByCaller ? new FetchOutcome.Cancelled(order, exchange.Facts()) : Failure(order, exchange, failure, head);
    }

    private async ValueTask<FetchOutcome> RedirectAsync(FetchOrder order, LiveExchange exchange, ResponseHead head, HttpResponseMessage response)
    {
        var location = head.First("Location");
        var target = location is null ? null : Redirects.Resolve(order.Url, location);
        if (location is null || target is null)
        {
            var detail = location is null ? $"status {head.Status} without a Location" : $"status {head.Status} with the Location '{location}', which is no http(s) URL";
            return new FetchOutcome.Failed(order, exchange.Facts(), Reason.BadRedirect, Shorten(detail), MayHeal: false, Limit: null, head);
        }
        var (body, truncated, failure) = await ReadBodyAsync(exchange, head, response, Math.Min(order.MaxBodyBytes, _settings.MaxErrorBodyBytes)).ConfigureAwait(false);
        if (exchange.CancelledByCaller)
        {
            body.Dispose();
            return new FetchOutcome.Cancelled(order, exchange.Facts());
        }
        return new FetchOutcome.Redirected(order, exchange.Facts(), head, location, target, body, truncated || failure is not null);
    }

    private static async ValueTask<(PooledBody Body, bool Truncated, Exception? Failure)> ReadBodyAsync(
        LiveExchange exchange, ResponseHead head, HttpResponseMessage response, long limit)
    {
        if (limit == 0 || head.Status is 204 or 304)
            return (PooledBody.Empty(), limit == 0, null);
        var expected = response.Content.Headers.ContentLength;
        if (expected == 0)
            return (PooledBody.Empty(), false, null);
        var body = PooledBody.Receive(expected);
        try
        {
            var stream = response.Content.ReadAsStream(exchange.Token);
            // One byte more than the cap is read, because only that tells a body that is cut from one that just fits.
            while (body.Length <= limit)
            {
                var read = await stream.ReadAsync(body.Room(limit + 1), exchange.Token).ConfigureAwait(false);
                if (read == 0)
                    return (body, false, null);
                body.Advance(read);
                exchange.BodyRead(read);
            }
            body.Cut((int)limit);
            return (body, true, null);
        }
        catch (Exception e) when (IsExpected(e))
        {
            return (body, true, e);
        }
    }

    private static FetchOutcome.Failed Failure(FetchOrder order, LiveExchange exchange, Exception exception, ResponseHead? head)
    {
        var failure = exchange.Expired ?? FetchException.In(exception) ?? Failures.Explain(exception, exchange);
        return new FetchOutcome.Failed(order, exchange.Facts(), failure.Reason, Shorten(failure.Message), failure.MayHeal, failure.Limit, head);
    }

    private static bool IsExpected(Exception e) =>
        e is HttpRequestException or IOException or OperationCanceledException or SocketException or AuthenticationException or ObjectDisposedException;

    private static string Shorten(string detail) => detail.Length <= MaxDetail ? detail : detail[..MaxDetail];
}
