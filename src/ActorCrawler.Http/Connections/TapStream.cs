using System.Runtime.CompilerServices;

namespace ActorCrawler.Http.Connections;

/// <summary>
/// An HTTP/1 connection as SocketsHttpHandler sees it. It tells the exchange that writes its request here which connection it got, and shows
/// it the bytes of the response head.
/// </summary>
internal sealed class TapStream : Stream
{
    private readonly Stream _inner;
    private readonly ConnectionCensus _census;
    private LiveExchange? _exchange;

    public TapStream(Stream inner, ConnectionFacts facts, ConnectionCensus census)
    {
        _inner = inner;
        _census = census;
        Facts = facts;
        Place = new LinkedListNode<TapStream>(this);
    }

    public ConnectionFacts Facts { get; }

    /// <summary>Its place among the unused connections; belongs to the census.</summary>
    public LinkedListNode<TapStream> Place { get; }

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
        var read = _inner.ReadAsync(buffer, cancellationToken);
        if (!read.IsCompletedSuccessfully)
            return ReadSlowlyAsync(read, buffer);
        // Completed: reading its value once is what a ValueTask allows.
        var count = read.GetAwaiter().GetResult();
        Show(buffer.Span[..count]);
        return ValueTask.FromResult(count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The handler writes a request in the flow of the call that sends it (HTTP/2 does not, and is not tapped).
        var exchange = LiveExchange.Current;
        if (exchange is not null && exchange.Bind(this))
        {
            Volatile.Write(ref _exchange, exchange);
            _census.Used(this);
        }
        return _inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    public override void Flush() => _inner.Flush();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = _inner.Read(buffer, offset, count);
        Show(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count) => _inner.Write(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _census.Used(this);
        _inner.Dispose();
    }

    /// <summary>Always looks at what has come, even if the read began before the request was written: the handler reads ahead on idle connections.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadSlowlyAsync(ValueTask<int> read, Memory<byte> buffer)
    {
        var count = await read.ConfigureAwait(false);
        Show(buffer.Span[..count]);
        return count;
    }

    private void Show(ReadOnlySpan<byte> bytes) => Volatile.Read(ref _exchange)?.Received(bytes);
}
