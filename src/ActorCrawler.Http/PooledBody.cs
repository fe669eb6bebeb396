using ActorCrawler.Core;

namespace ActorCrawler.Http;

/// <summary>
/// A body in memory borrowed from the pool: contiguous, because the tokeniser is fastest on one span. Its owner disposes it;
/// afterwards <see cref="Memory"/> is empty. Not thread-safe.
/// </summary>
public sealed class PooledBody : IDisposable
{
    /// <summary>First rental, and the most that is rented on a server's word (Content-Length): more is rented as bytes really arrive.</summary>
    private const int FirstRental = 16 * 1024;
    private const int TrustedLength = 128 * 1024;

    private static long _held;
    private byte[] _array;

    private PooledBody(byte[] array)
    {
        _array = array;
        Interlocked.Add(ref _held, array.Length);
    }

    /// <summary>Bytes rented by all bodies of this process that are not disposed yet.</summary>
    public static long BytesHeld => Interlocked.Read(ref _held);

    /// <summary>The bytes received.</summary>
    public ReadOnlyMemory<byte> Memory => _array.AsMemory(0, Length);

    /// <summary>Number of bytes received.</summary>
    public int Length { get; private set; }

    /// <summary>A body that holds a copy of the bytes: for tests and for bodies that came over the wire.</summary>
    public static PooledBody Copy(ReadOnlySpan<byte> bytes)
    {
        var body = new PooledBody(bytes.IsEmpty ? [] : BytePool.Rent(bytes.Length));
        bytes.CopyTo(body._array);
        body.Length = bytes.Length;
        return body;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var array = Interlocked.Exchange(ref _array, []);
        Length = 0;
        Return(array);
    }

    /// <summary>An empty body.</summary>
    internal static PooledBody Empty() => new([]);

    /// <summary>A body about to be received; <paramref name="expected"/> is its length when the server tells, else null.</summary>
    internal static PooledBody Receive(long? expected) =>
        new(BytePool.Rent((int)Math.Clamp(expected + 1 ?? FirstRental, 1, TrustedLength)));

    /// <summary>Room for the next read, up to <paramref name="limit"/> bytes in all, which must not be reached yet; grows by doubling.</summary>
    internal Memory<byte> Room(long limit)
    {
        if (Length == _array.Length)
        {
            var size = Math.Min(Math.Max((long)_array.Length * 2, FirstRental), Math.Max(limit, Length + 1L));
            var larger = BytePool.Rent((int)Math.Min(size, Array.MaxLength));
            _array.AsSpan(0, Length).CopyTo(larger);
            Interlocked.Add(ref _held, larger.Length);
            Return(_array);
            _array = larger;
        }
        return _array.AsMemory(Length, (int)Math.Min(_array.Length - Length, limit - Length));
    }

    /// <summary>Takes in bytes that were read into <see cref="Room"/>.</summary>
    internal void Advance(int count) => Length += count;

    /// <summary>Drops what lies beyond the cap.</summary>
    internal void Cut(int length) => Length = Math.Min(Length, length);

    private static void Return(byte[] array)
    {
        if (array.Length == 0)
            return;
        Interlocked.Add(ref _held, -array.Length);
        BytePool.Return(array);
    }
}
