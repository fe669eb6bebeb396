using System.Net;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Http.Connections;

/// <summary>
/// One request and its response: the clock that watches over it and what its connection tells about it. One timer serves all limits: it
/// fires when the next one could run out, looks, and sets itself again, so that reading needs no timer of its own.
/// </summary>
internal sealed class LiveExchange : IDisposable
{
    /// <summary>What may come on the connection for a byte of body, beyond <see cref="FreeFraming"/>: a chunk of one byte takes six.</summary>
    private const int MostFraming = 16;
    private const int FreeFraming = 1 << 20;

    private static readonly TimeSpan RateTick = TimeSpan.FromSeconds(1);
    private static readonly AsyncLocal<LiveExchange?> Flow = new();

    private readonly FetchSettings _settings;
    private readonly TimeProvider _time;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _stop;
    private readonly TimeSpan _total;
    private readonly TimeSpan _unboundLimit;
    private readonly long _start;
    private ITimer? _timer;
    private TapStream? _stream;
    private Phase _phase;
    private bool _answered;
    private long _phaseStart;
    private long _lastRead;
    private long _headBytes;
    private long _bodyBytes;
    private long _wireBytes;
    private FetchException? _expired;

    public LiveExchange(FetchOrder order, FetchSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        _settings = settings;
        _time = time;
        _start = time.GetTimestamp();
        StartedAt = time.GetUtcNow();
        _total = order.Deadline is { } deadline && deadline - StartedAt < settings.TotalTimeout ? deadline - StartedAt : settings.TotalTimeout;
        _caller = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // An HTTP/2 connection does not say when a request is sent on it: then the head's limit begins with the exchange, and includes connecting.
        _unboundLimit = settings.Http2 && order.Url.StartsWith("https:", StringComparison.Ordinal)
            ? settings.ConnectTimeout + settings.TlsTimeout + settings.HeadTimeout
            : TimeSpan.MaxValue;
        _timer = time.CreateTimer(static state => ((LiveExchange)state!).Watch(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Watch();
    }

    private enum Phase
    {
        Connecting,
        Head,
        Body,
        Over,
    }

    /// <summary>The exchange in whose flow the present code runs.</summary>
    public static LiveExchange? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Cancelled when a limit runs out or the caller cancels.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether the caller ended it, before any limit did.</summary>
    public bool CancelledByCaller => _caller.IsCancellationRequested && Expired is null;

    /// <summary>The limit that ran out; null when none did.</summary>
    public FetchException? Expired => Volatile.Read(ref _expired);

    /// <summary>The socket that the handler is doing, or has done, its handshake over for this request; null when it used another's.</summary>
    public RawStream? Connecting { get; set; }

    /// <summary>What is known of the connection; null before there is one.</summary>
    public ConnectionFacts? Connection { get; set; }

    /// <summary>The address that it counts against; null when none is known or nothing is counted.</summary>
    public IPAddress? CountedAddress { get; set; }

    /// <summary>The response head as received; null before, and when the connection does not show it (HTTP/2).</summary>
    public ResponseHead? Head { get; private set; }

    /// <summary>The request's head as sent; empty when it was not seen or nobody wants it.</summary>
    public ReadOnlyMemory<byte> RequestHead { get; private set; }

    /// <summary>Whether that was put together, not seen.</summary>
    public bool RequestIsRebuilt { get; private set; }

    /// <summary>Whether the request went out on a connection that had been used before, and not a byte came back.</summary>
    public bool IsUnseen => _stream is not null && !_answered && Connection is { Used: true } && !_stop.IsCancellationRequested;

    /// <summary>Whether the connection that it reached for last was being closed for want of room.</summary>
    public bool IsTurnedAway { get; set; }

    /// <summary>From the request to the end of the head; null before.</summary>
    public TimeSpan? HeadTime { get; private set; }

    /// <summary>The request is about to be written to that connection. False when it is over already.</summary>
    public bool Bind(TapStream stream)
    {
        if (_phase == Phase.Over)
            return false;
        if (ReferenceEquals(_stream, stream) && _phase == Phase.Head)
            return true;
        _stream?.Release(this);
        _stream = stream;
        Connection = stream.Facts;
        Head = null;
        RequestHead = default;
        _answered = false;
        IsTurnedAway = false;
        _wireBytes = 0;
        Enter(Phase.Head);
        return true;
    }

    /// <summary>The request has gone out on the connection.</summary>
    public void RequestSent(ReadOnlySpan<byte> bytes)
    {
        if (_settings.KeepRequests && bytes.EndsWith("\r\n\r\n"u8)) RequestHead = bytes.ToArray();
    }

    /// <summary>The request has gone out where it could not be seen.</summary>
    public void RequestSent(HttpRequestMessage request)
    {
        if (!_settings.KeepRequests || !RequestHead.IsEmpty) return;
        RequestHead = RequestHeads.Write(request);
        RequestIsRebuilt = true;
    }

    /// <summary>The first bytes of an answer have come in.</summary>
    public void AnswerBegins() => _answered = true;

    /// <summary>The head has come in on the connection, after so many bytes of interim answers.</summary>
    public void HeadReceived(ResponseHead head, int interimBytes)
    {
        Head = head;
        _headBytes = interimBytes + head.Raw.Length;
    }

    /// <summary>The handler has given us the response.</summary>
    public void EnterBody()
    {
        HeadTime = _time.GetElapsedTime(_phaseStart == 0 ? _start : _phaseStart);
        Enter(Phase.Body);
    }

    /// <summary>Bytes of the body have been read.</summary>
    public void BodyRead(int count)
    {
        Volatile.Write(ref _bodyBytes, _bodyBytes + count);
        Volatile.Write(ref _lastRead, _time.GetTimestamp());
    }

    /// <summary>Bytes have come on the connection behind the head: body, and what frames it.</summary>
    /// <exception cref="FetchException">There is next to no body in them. Chunk extensions have no end that any other limit would see.</exception>
    public void WireRead(int count)
    {
        _wireBytes += count;
        if (_wireBytes > FreeFraming && _wireBytes > FreeFraming + (MostFraming * Volatile.Read(ref _bodyBytes)))
            throw new FetchException(Reason.Protocol, $"only {_bodyBytes} of {_wireBytes} bytes behind the response head are body: the rest frames its chunks", mayHeal: false);
    }

    public FetchFacts Facts()
    {
        var fresh = Connection is { Used: false } ? Connection : null;
        if (fresh is not null)
            fresh.Used = true;
        return new FetchFacts
        {
            StartedAt = StartedAt,
            Elapsed = _time.GetElapsedTime(_start),
            Resolve = fresh?.Resolve,
            Connect = fresh?.Connect,
            TlsHandshake = fresh?.TlsHandshake,
            Head = HeadTime,
            RemoteAddress = Connection?.RemoteAddress,
            CountedAddress = CountedAddress,
            BytesReceived = _headBytes + _bodyBytes,
            RequestHead = RequestHead,
            RequestIsRebuilt = RequestIsRebuilt,
        };
    }

    public void Dispose()
    {
        _phase = Phase.Over;
        Interlocked.Exchange(ref _timer, null)?.Dispose();
        _stream?.Release(this);
        _stream = null;
        _stop.Dispose();
    }

    private void Enter(Phase phase)
    {
        var now = _time.GetTimestamp();
        Volatile.Write(ref _lastRead, now);
        Volatile.Write(ref _phaseStart, now);
        _phase = phase;
    }

    private void Watch()
    {
        var phase = _phase;
        if (phase == Phase.Over)
            return;
        var now = _time.GetTimestamp();
        var sinceStart = _time.GetElapsedTime(_start, now);
        var sincePhase = _time.GetElapsedTime(Volatile.Read(ref _phaseStart), now);
        var sinceRead = _time.GetElapsedTime(Volatile.Read(ref _lastRead), now);
        var bytes = Volatile.Read(ref _bodyBytes);
        FetchException? expired = null;
        if (sinceStart >= _total)
            expired = Late(TimeLimit.Total, _total, "the exchange was not over");
        else if (phase == Phase.Connecting && sinceStart >= _unboundLimit)
            expired = Late(TimeLimit.Head, _unboundLimit, "no response head came");
        else if (phase == Phase.Head && sincePhase >= _settings.HeadTimeout)
            expired = Late(TimeLimit.Head, _settings.HeadTimeout, "the response head was not complete");
        else if (phase == Phase.Body && sinceRead >= _settings.IdleTimeout)
            expired = Late(TimeLimit.Idle, _settings.IdleTimeout, "no more of the body came");
        else if (phase == Phase.Body && TooSlow(sincePhase, bytes))
            expired = new FetchException(Reason.TooSlow, $"{bytes} bytes of body came in {sincePhase.TotalSeconds:0.#} s, less than {_settings.MinimumRate} a second", mayHeal: true);
        if (expired is not null)
        {
            Volatile.Write(ref _expired, expired);
            Stop();
            return;
        }

        // Limits of later phases begin later than now, so none can run out before this.
        var next = Least(_total - sinceStart, _settings.HeadTimeout, _settings.IdleTimeout);
        if (phase == Phase.Connecting)
            next = Least(next, _unboundLimit - sinceStart);
        if (phase == Phase.Head)
            next = Least(next, _settings.HeadTimeout - sincePhase);
        if (phase == Phase.Body)
            next = Least(next, _settings.IdleTimeout - sinceRead);
        if (_settings.MinimumRate > 0)
            next = Least(next, phase == Phase.Body && sincePhase >= _settings.MinimumRateGrace ? RateTick : _settings.MinimumRateGrace + RateTick);
        Volatile.Read(ref _timer)?.Change(next < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : next, Timeout.InfiniteTimeSpan);
    }

    private bool TooSlow(TimeSpan inBody, long bytes) =>
        _settings.MinimumRate > 0 && inBody > _settings.MinimumRateGrace && bytes < _settings.MinimumRate * inBody.TotalSeconds;

    private void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The exchange ended while its limit ran out.
        }
    }

    private static FetchException Late(TimeLimit limit, TimeSpan after, string what) =>
        new(Reason.Timeout, $"{what} after {after.TotalSeconds:0.###} s", mayHeal: true, limit);

    private static TimeSpan Least(params ReadOnlySpan<TimeSpan> spans)
    {
        var least = TimeSpan.MaxValue;
        foreach (var span in spans)
            least = span < least ? span : least;
        return least;
    }
}
