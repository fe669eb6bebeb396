using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ActorCrawler.Simulator.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace ActorCrawler.Simulator.Serving;

/// <summary>Answers Kestrel's requests from the simulated web. No pipeline, no routing: the simulator shares its machine with what it measures.</summary>
internal sealed class WebApplication(AccessLog log, TimeProvider time) : IHttpApplication<IFeatureCollection>
{
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];
    private readonly ConcurrentDictionary<Target, byte> _turnedAway = [];
    private volatile SimulatedWeb? _web;

    /// <summary>Begins to answer: the web's URLs hold ports, which are known only when the server listens.</summary>
    public void Serve(SimulatedWeb web) => _web = web;

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        var web = _web;
        var site = web?.Sites.Find(request.Headers.Host.ToString());
        var start = log.Begin();
        try
        {
            await AnswerAsync(context, request, response, web, site).ConfigureAwait(false);
        }
        finally
        {
            log.End(site?.Index ?? -1, request.RawTarget, response.StatusCode, start);
        }
    }

    private async Task AnswerAsync(
        IFeatureCollection context, IHttpRequestFeature request, IHttpResponseFeature response, SimulatedWeb? web, Site? site)
    {
        var body = context.GetRequiredFeature<IHttpResponseBodyFeature>();
        if (web is null || site is null)
        {
            // 421: this server knows no such host (RFC 9110 section 15.5.20).
            await SendAsync(response, body, request, 421, "text/plain", "No such host here.\n"u8.ToArray()).ConfigureAwait(false);
            return;
        }
        if (request.Method is not ("GET" or "HEAD"))
        {
            response.Headers.Allow = "GET, HEAD";
            await SendAsync(response, body, request, 405, "text/plain", "GET and HEAD only.\n"u8.ToArray()).ConfigureAwait(false);
            return;
        }
        var answer = Find(web, site, request.RawTarget);
        if (answer.Delay > TimeSpan.Zero)
            await Task.Delay(answer.Delay, time, context.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted).ConfigureAwait(false);
        if (web.Busy(answer.Target) is { IsBusy: true, TellsDate: var tellsDate } && _turnedAway.TryAdd(answer.Target, 0))
        {
            response.Headers.RetryAfter = tellsDate ? time.GetUtcNow().AddSeconds(2).ToString("R", CultureInfo.InvariantCulture) : "1";
            await SendAsync(response, body, request, 503, "text/plain", "Later, please.\n"u8.ToArray()).ConfigureAwait(false);
            return;
        }
        if (answer.Location is { } location)
            response.Headers.Location = location;

        if (!_buffers.TryTake(out var buffer))
            buffer = new ArrayBufferWriter<byte>(32 * 1024);
        web.WriteBody(answer, buffer);
        await SendAsync(response, body, request, answer.Status, answer.ContentType, buffer.WrittenMemory).ConfigureAwait(false);
        buffer.ResetWrittenCount();
        _buffers.Add(buffer);
    }

    private static SimulatedAnswer Find(SimulatedWeb web, Site site, string target)
    {
        Span<byte> path = stackalloc byte[Paths.MaxLength];
        return target.Length <= path.Length
            ? web.Answer(site.Index, path[..Encoding.Latin1.GetBytes(target, path)])
            : web.Answer(site.Index, "/too-long"u8);
    }

    private static async Task SendAsync(
        IHttpResponseFeature response, IHttpResponseBodyFeature body, IHttpRequestFeature request, int status, string? type, ReadOnlyMemory<byte> bytes)
    {
        response.StatusCode = status;
        if (type is not null)
            response.Headers.ContentType = type;
        response.Headers.ContentLength = bytes.Length;
        if (request.Method != "HEAD" && bytes.Length > 0)
            await body.Writer.WriteAsync(bytes).ConfigureAwait(false);
        await body.CompleteAsync().ConfigureAwait(false);
    }
}
