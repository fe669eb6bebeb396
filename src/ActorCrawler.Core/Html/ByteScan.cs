using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActorCrawler.Core.Html;

/// <summary>
/// The tokeniser's searches within a few bytes, where calls into the framework would cost more than the search. All take a place in the source
/// behind which at least <see cref="Room"/> bytes stand.
/// </summary>
internal static class ByteScan
{
    /// <summary>Bytes that must stand behind the place of a search.</summary>
    public const int Room = 32;

    /// <summary>The place of the first such byte from <paramref name="p"/> on; the source's length when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOf(ReadOnlySpan<byte> s, int p, byte value)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            ref var first = ref MemoryMarshal.GetReference(s);
            var wanted = Vector256.Create(value);
            for (; p <= s.Length - Vector256<byte>.Count; p += Vector256<byte>.Count)
            {
                var found = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)(uint)p), wanted).ExtractMostSignificantBits();
                if (found != 0)
                    return p + BitOperations.TrailingZeroCount(found);
            }
        }
        return IndexOfInRest(s, p, value);
    }

    /// <summary>How many of the bytes from <paramref name="p"/> on can be of a tag's name; more than 15 when all that were looked at.</summary>
    /// <remarks>Stops at <c>/</c>, <c>&gt;</c>, space and all controls; only some of those end a name.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TagNameLength(ref byte first, int p)
    {
        var bytes = Vector128.LoadUnsafe(ref first, (nuint)(uint)p);
        var stops = AtMostSpace(bytes) | Vector128.Equals(bytes, Vector128.Create((byte)'/')) | Vector128.Equals(bytes, Vector128.Create((byte)'>'));
        return BitOperations.TrailingZeroCount(stops.ExtractMostSignificantBits());
    }

    /// <summary>As <see cref="TagNameLength"/> for an attribute's name, which also stops at <c>=</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AttributeNameLength(ref byte first, int p)
    {
        var bytes = Vector128.LoadUnsafe(ref first, (nuint)(uint)p);
        var stops = AtMostSpace(bytes) | Vector128.Equals(bytes, Vector128.Create((byte)'/')) | Vector128.Equals(bytes, Vector128.Create((byte)'>'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'='));
        return BitOperations.TrailingZeroCount(stops.ExtractMostSignificantBits());
    }

    /// <summary>How many of the bytes from <paramref name="p"/> on are of an unquoted value; stops at <c>&gt;</c>, <c>&amp;</c>, space and all controls.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnquotedLength(ref byte first, int p)
    {
        var bytes = Vector128.LoadUnsafe(ref first, (nuint)(uint)p);
        var stops = AtMostSpace(bytes) | Vector128.Equals(bytes, Vector128.Create((byte)'>')) | Vector128.Equals(bytes, Vector128.Create((byte)'&'));
        return BitOperations.TrailingZeroCount(stops.ExtractMostSignificantBits());
    }

    /// <summary>The first bytes of a name of up to eight, in lower case, as <see cref="HtmlTags.Key"/> has them.</summary>
    /// <remarks>Sets bit 5 of every byte. That makes no letter, digit or hyphen of anything else that a name can hold.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong LowerKey(ref byte first, int p, int length) => Key(ref first, p, length) | (0x2020202020202020 & Mask(length));

    /// <summary>The first bytes of a name of up to eight as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Key(ref byte first, int p, int length)
    {
        var eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, p));
        return (BitConverter.IsLittleEndian ? eight : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(eight)) & Mask(length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(int length) => ulong.MaxValue >> (64 - (8 * length));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> AtMostSpace(Vector128<byte> bytes) => Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)' ')), bytes);

    private static int IndexOfInRest(ReadOnlySpan<byte> s, int p, byte value)
    {
        var found = s[p..].IndexOf(value);
        return found < 0 ? s.Length : p + found;
    }
}
