using System.Buffers;

namespace Akka.Remote;

/// <summary>
/// One payload, written into an array of the shared pool. Arrays beyond <see cref="MostPooled"/> are left to the garbage collector: the pool keeps some of
/// every size for each thread and core. Not thread-safe.
/// </summary>
internal sealed class PayloadWriter : IBufferWriter<byte>
{
    private const int MostPooled = 1 << 20;
    private const int Smallest = 256;

    private byte[] _array = [];
    private int _length;

    /// <summary>What was written; whoever takes it gives it back by <see cref="Return"/>.</summary>
    public ArraySegment<byte> Payload => new(_array, 0, _length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - _length);
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        var needed = checked(_length + Math.Max(sizeHint, 1));
        if (needed > _array.Length) Grow((int)Math.Min(Math.Max(Math.Max(needed, Smallest), 2L * _length), Array.MaxLength));
        return _array.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Gives back the array of a payload, once, when nobody looks at it any more.</summary>
    public static void Return(byte[] array)
    {
        if (array.Length <= MostPooled) ArrayPool<byte>.Shared.Return(array);
    }

    private void Grow(int length)
    {
        var larger = length <= MostPooled ? ArrayPool<byte>.Shared.Rent(length) : GC.AllocateUninitializedArray<byte>(length);
        Payload.AsSpan().CopyTo(larger);
        Return(_array);
        _array = larger;
    }
}
