using System.Buffers;

namespace ActorCrawler.Core;

/// <summary>
/// The shared array pool for arrays of ordinary size. Larger ones are left to the garbage collector: the shared pool keeps some of every size for
/// each thread and core, so that a few pages that inflate to their limit would cost more than a gigabyte for good.
/// </summary>
public static class BytePool
{
    private const int MostPooled = 1 << 20;

    /// <summary>An array of at least that length, whatever it holds.</summary>
    public static byte[] Rent(int length) =>
        length <= MostPooled ? ArrayPool<byte>.Shared.Rent(length) : GC.AllocateUninitializedArray<byte>(length);

    /// <summary>Gives an array back that <see cref="Rent"/> gave.</summary>
    public static void Return(byte[] array)
    {
        if (array.Length <= MostPooled) ArrayPool<byte>.Shared.Return(array);
    }
}
