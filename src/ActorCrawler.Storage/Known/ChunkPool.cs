using System.Runtime.InteropServices;

namespace ActorCrawler.Storage.Known;

/// <summary>
/// Memory for signatures in pieces of one size, outside the garbage collector's heap: segments come and go all the time, and neither its
/// large-object heap nor malloc gives such memory back without leaving holes.
/// </summary>
internal sealed unsafe class ChunkPool : IDisposable
{
    /// <summary>Bytes of a chunk.</summary>
    internal const int Size = 16_384;

    private const int ChunksPerBlock = 64;

    private readonly List<nint> _blocks = [];

    private readonly Stack<nint> _free = [];

    /// <summary>Bytes handed out.</summary>
    internal long BytesUsed { get; private set; }

    internal byte* Rent()
    {
        if (_free.Count == 0)
        {
            var block = (byte*)NativeMemory.Alloc(ChunksPerBlock * Size);
            _blocks.Add((nint)block);
            for (var i = ChunksPerBlock - 1; i >= 0; i--) _free.Push((nint)(block + (i * Size)));
        }

        BytesUsed += Size;
        return (byte*)_free.Pop();
    }

    internal void Return(byte* chunk)
    {
        BytesUsed -= Size;
        _free.Push((nint)chunk);
    }

    public void Dispose()
    {
        foreach (var block in _blocks) NativeMemory.Free((void*)block);
        _blocks.Clear();
        _free.Clear();
    }
}
