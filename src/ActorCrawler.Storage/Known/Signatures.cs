using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActorCrawler.Storage.Known;

/// <summary>
/// What memory holds of a segment: for each entry 48 bits of its fingerprint and its depth bound, 7 bytes in all, in buckets by the bits
/// before. Together with the segment's place in its level and the bucket, some 68 of the fingerprint's bits decide at ten million URLs: that
/// one new URL is taken for a known one is to be expected in one of a million such crawls.
/// </summary>
internal sealed unsafe class Signatures
{
    private const int EntriesPerBucket = 8;

    private const int WordSize = 7;

    /// <summary>Words of a chunk. Each is read as 8 bytes, so the last one needs a byte to spare.</summary>
    private const int WordsPerChunk = (ChunkPool.Size - 1) / WordSize;

    private const ulong WordMask = (1UL << (8 * WordSize)) - 1;

    private const int SignatureBits = (8 * WordSize) - KnownUrl.DepthBits;

    private readonly byte*[] _chunks;

    private readonly ushort[] _starts;

    private readonly ulong _first;

    private readonly ulong _span;

    private readonly int _shift;

    private readonly int _bucketBits;

    /// <summary>Makes the signatures of sorted entries; at least one, at most 65,535.</summary>
    internal Signatures(ReadOnlySpan<KnownEntry> entries, ChunkPool pool)
    {
        _first = entries[0].High;
        _span = entries[^1].High - _first;
        _bucketBits = Math.Max(1, BitOperations.Log2((uint)entries.Length / EntriesPerBucket | 1));
        _shift = Math.Min(BitOperations.LeadingZeroCount(_span), 63);
        _starts = new ushort[(1 << _bucketBits) + 1];
        _chunks = new byte*[ChunksFor(entries.Length)];
        for (var i = 0; i < _chunks.Length; i++) _chunks[i] = pool.Rent();
        for (var i = 0; i < entries.Length; i++)
        {
            var bucket = Split(entries[i].High, entries[i].Low, out var signature);
            _starts[bucket + 1]++;

            // The eighth byte is the next word's, which is written after this one.
            Unsafe.WriteUnaligned(Address(i), (signature << KnownUrl.DepthBits) | (uint)new KnownUrl(entries[i].Value).Bound);
        }

        for (var i = 1; i < _starts.Length; i++) _starts[i] += _starts[i - 1];
    }

    internal static int ChunksFor(int entries) => (entries + WordsPerChunk - 1) / WordsPerChunk;

    /// <summary>Gives the memory back; the signatures are of no use afterwards.</summary>
    internal void Free(ChunkPool pool)
    {
        foreach (var chunk in _chunks) pool.Return(chunk);
    }

    /// <summary>Where the entries stand among which a fingerprint would be, and by which signature; false when it cannot be in the segment.</summary>
    internal bool Locate(ulong high, ulong low, out int start, out int end, out ulong signature)
    {
        if (high - _first > _span)
        {
            (start, end, signature) = (0, 0, 0);
            return false;
        }

        var bucket = Split(high, low, out signature);
        start = _starts[bucket];
        end = _starts[bucket + 1];
        return start != end;
    }

    /// <summary>The address of an entry's word.</summary>
    internal byte* Address(int index) => _chunks[(uint)index / WordsPerChunk] + ((uint)index % WordsPerChunk * WordSize);

    /// <summary>The first entry of a range that has a signature; -1 when none has.</summary>
    internal int Find(int start, int end, ulong signature)
    {
        for (var i = start; i < end; i++)
            if (Word(i) >> KnownUrl.DepthBits == signature) return i;
        return -1;
    }

    /// <summary>The depth bound of an entry.</summary>
    internal int Bound(int index) => (int)(Word(index) & KnownUrl.DepthLimit);

    private ulong Word(int index) => Unsafe.ReadUnaligned<ulong>(Address(index)) & WordMask;

    private int Split(ulong high, ulong low, out ulong signature)
    {
        var shift = _shift + _bucketBits;
        var delta = high - _first;
        var rest = (delta << (shift & 63)) | (low >> ((64 - shift) & 63));
        signature = (shift >= 64 ? low << (shift - 64) : rest) >> (64 - SignatureBits);
        return (int)((delta << _shift) >> (64 - _bucketBits));
    }
}
