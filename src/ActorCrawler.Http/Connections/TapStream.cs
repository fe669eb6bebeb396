using System.Runtime.CompilerServices;

namespace ActorCrawler.Http.Connections;

/// <summary>
/// An HTTP/1 connection as SocketsHttpHandler sees it. It tells the exchange that writes its request here which connection it got; it takes
/// the response head as received out of the stream, gives it to the exchange, and shows the handler one that only says how long the body is.
/// </summary>
internal sealed class TapStream : Stream
{
    private readonly Stream _inner;
    private readonly ConnectionCensus _census;
    private readonly HeadReader _head;
    private readonly bool _keep;
    private readonly bool _proxied;
    private LiveExchange? _exchange;
    private byte[] _ready = [];
    private int _given;

    public TapStream(Stream inner, ConnectionFacts facts, ConnectionCensus census, int maxHead, bool keep, bool proxied)
    {
        _inner = inner;
        _census = census;
        _head = new HeadReader(maxHead);
        _keep = keep;
        _proxied = proxied;
        Facts = facts;
        Place = new LinkedListNode<TapStream>(this);
    }

    public ConnectionFacts Facts { get; }

    /// <summary>Its place among the unused connections; belongs to the census.</summary>
    public LinkedListNode<TapStream> Place { get; }

    /// <summary>Whether it is closed, or about to be for want of room; belongs to the census.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Whether an exchange has it.</summary>
    public bool IsInUse => Volatile.Read(ref _exchange) is not null;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The exchange is over; unless the next one has already taken the connection.</summary>
    public void Release(LiveExchange exchange)
    {
        if (Interlocked.CompareExchange(ref _exchange, null, exchange) == exchange)
            _census.Unused(this);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given < _ready.Length)
            return ValueTask.FromResult(Give(buffer.Span));
        var read = _inner.ReadAsync(buffer, cancellationToken);
        // A read that began before the request was written (the handler reads ahead on idle connections) may bring the head, so that
        // what is done with the bytes is decided when they are there.
        if (!read.IsCompletedSuccessfully || InHead)
            return FinishReadAsync(read, buffer, cancellationToken);
        var count = read.Result;
        Volatile.Read(ref _exchange)?.WireRead(count);
        return ValueTask.FromResult(count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The handler writes a request in the flow of the call that sends it (HTTP/2 does not, and is not tapped). What is no GET is a
        // conversation between handler and proxy.
        var exchange = LiveExchange.Current;
        if (exchange is not null && buffer.Span.StartsWith("GET "u8) && exchange.Bind(this))
        {
            _head.Reset();
            _ready = [];
            _given = 0;
            Volatile.Write(ref _exchange, exchange);
            if (!_census.Used(this))
            {
                exchange.IsTurnedAway = true;
                throw new IOException("The connection was closed for want of room.");
            }
            exchange.RequestSent(buffer.Span);
        }
        return _inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    public override void Flush() => _inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The handler is only used asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The handler is only used asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _census.Gone(this);
        _head.Return();
        _inner.Dispose();
    }

    /// <summary>Whether the next bytes belong to a response head.</summary>
    private bool InHead => _head.Head is null && Volatile.Read(ref _exchange) is not null;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FinishReadAsync(ValueTask<int> read, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await read.ConfigureAwait(false);
        while (count > 0 && InHead)
        {
            Volatile.Read(ref _exchange)?.AnswerBegins();
            var taken = _head.Read(buffer.Span[..count]);
            if (_head.Head is not { } raw)
            {
                count = await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                continue;
            }
            var head = ResponseHead.Parse(raw);
            _ready = FramingHead.Write(head, _keep, _proxied);
            Volatile.Read(ref _exchange)?.HeadReceived(head, _head.InterimBytes);
            return GiveAll(buffer.Span, taken, count - taken);
        }
        Volatile.Read(ref _exchange)?.WireRead(count);
        return count;
    }

    /// <summary>Puts the handler's head in front of what has come of the body; what does not fit waits for the next read.</summary>
    private int GiveAll(Span<byte> buffer, int from, int count)
    {
        var body = buffer.Slice(from, count);
        if (_ready.Length + count <= buffer.Length)
        {
            body.CopyTo(buffer[_ready.Length..]);
            _ready.CopyTo(buffer);
            _given = _ready.Length;
            return _ready.Length + count;
        }
        _ready = [.. _ready, .. body];
        _given = 0;
        return Give(buffer);
    }

    private int Give(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _ready.Length - _given);
        _ready.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }
}
