using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// SipHash-2-4 with 128-bit output (Aumasson and Bernstein), keyed per job, so that nobody who writes links can aim for collisions.
/// Immutable
/// and thread-safe; allocates nothing.
/// </summary>
public sealed class Fingerprinter
{
    /// <summary>Length of the key in bytes.</summary>
    public const int KeySize = 16;

    private readonly ulong _key0;
    private readonly ulong _key1;

    /// <summary>Makes a fingerprinter.</summary>
    /// <param name="key">The job's key: 16 bytes of chance, the same for the life of the job.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public Fingerprinter(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeySize)
            throw new ArgumentException($"The key has {key.Length} bytes; it must have {KeySize}.", nameof(key));
        _key0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        _key1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);
    }

    /// <summary>The fingerprint of a canonical URL.</summary>
    public Fingerprint Compute(CrawlUrl url)
    {
        const int onStack = 1024;
        Span<byte> bytes = url.Href.Length <= onStack ? stackalloc byte[onStack] : new byte[url.Href.Length];
        return Compute(bytes[..Encoding.Latin1.GetBytes(url.Href, bytes)]);
    }

    /// <summary>The fingerprint of bytes.</summary>
    public Fingerprint Compute(ReadOnlySpan<byte> utf8)
    {
        var v0 = 0x736f6d6570736575UL ^ _key0;
        var v1 = 0x646f72616e646f6dUL ^ _key1 ^ 0xee;
        var v2 = 0x6c7967656e657261UL ^ _key0;
        var v3 = 0x7465646279746573UL ^ _key1;
        var last = (ulong)utf8.Length << 56;
        while (utf8.Length >= 8)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(utf8);
            v3 ^= word;
            Round(ref v0, ref v1, ref v2, ref v3);
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
            utf8 = utf8[8..];
        }
        for (var i = 0; i < utf8.Length; i++)
            last |= (ulong)utf8[i] << (8 * i);
        v3 ^= last;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= last;
        v2 ^= 0xee;
        var first = Finish(ref v0, ref v1, ref v2, ref v3);
        v1 ^= 0xdd;
        var second = Finish(ref v0, ref v1, ref v2, ref v3);
        // The published output is two little-endian words; a fingerprint is those bytes in their order.
        return new Fingerprint(BinaryPrimitives.ReverseEndianness(first), BinaryPrimitives.ReverseEndianness(second));
    }

    private static ulong Finish(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        for (var i = 0; i < 4; i++)
            Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
