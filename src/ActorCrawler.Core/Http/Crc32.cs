using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ActorCrawler.Core.Http;

/// <summary>The checksum of gzip (RFC 1952 section 8): by carry-less multiplication where the processor has it, else eight bytes at a time by tables.</summary>
internal static class Crc32
{
    private const int BlockBytes = 64;

    private static readonly uint[] Tables = MakeTables();

    /// <summary>The checksum of what came before (0 at the start) and of more data.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        crc = ~crc;
        if (Pclmulqdq.IsSupported && Sse41.IsSupported && data.Length >= BlockBytes)
            crc = Fold(crc, ref data);
        return ~AppendByTables(crc, data);
    }

    internal static uint AppendByTables(uint crc, ReadOnlySpan<byte> data)
    {
        var t = Tables;
        while (data.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(data) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc = t[(7 * 256) + (byte)low] ^ t[(6 * 256) + (byte)(low >> 8)] ^ t[(5 * 256) + (byte)(low >> 16)] ^ t[(4 * 256) + (low >> 24)]
                ^ t[(3 * 256) + (byte)high] ^ t[(2 * 256) + (byte)(high >> 8)] ^ t[256 + (byte)(high >> 16)] ^ t[high >> 24];
            data = data[8..];
        }
        foreach (var b in data)
            crc = (crc >> 8) ^ t[(byte)(crc ^ b)];
        return crc;
    }

    /// <summary>
    /// Folds whole pieces of 16 bytes, as in V. Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction" (Intel,
    /// 2009). The constants are powers of x modulo the polynomial, bits reversed.
    /// </summary>
    private static uint Fold(uint crc, ref ReadOnlySpan<byte> data)
    {
        var by512 = Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL);
        var by128 = Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);
        var a = Load(data, 0) ^ Vector128.CreateScalar(crc).AsUInt64();
        var b = Load(data, 16);
        var c = Load(data, 32);
        var d = Load(data, 48);
        data = data[BlockBytes..];
        while (data.Length >= BlockBytes)
        {
            a = FoldOne(a, by512) ^ Load(data, 0);
            b = FoldOne(b, by512) ^ Load(data, 16);
            c = FoldOne(c, by512) ^ Load(data, 32);
            d = FoldOne(d, by512) ^ Load(data, 48);
            data = data[BlockBytes..];
        }
        a = FoldOne(a, by128) ^ b;
        a = FoldOne(a, by128) ^ c;
        a = FoldOne(a, by128) ^ d;
        while (data.Length >= 16)
        {
            a = FoldOne(a, by128) ^ Load(data, 0);
            data = data[16..];
        }
        return Reduce(a, by128);
    }

    private static Vector128<ulong> Load(ReadOnlySpan<byte> data, int at) => Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(data.Slice(at, 16))).AsUInt64();

    private static Vector128<ulong> FoldOne(Vector128<ulong> value, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    /// <summary>From 128 bits to 64, and by Barrett's reduction to 32.</summary>
    private static uint Reduce(Vector128<ulong> value, Vector128<ulong> by128)
    {
        var lowHalves = Vector128.Create(0xFFFFFFFFUL, 0xFFFFFFFFUL);
        var by64 = Vector128.CreateScalar(0x0163cd6124UL);
        var polynomial = Vector128.Create(0x01db710641UL, 0x01f7011641UL);
        value = Sse2.ShiftRightLogical128BitLane(value, 8) ^ Pclmulqdq.CarrylessMultiply(value, by128, 0x10);
        value = Pclmulqdq.CarrylessMultiply(value & lowHalves, by64, 0x00) ^ Sse2.ShiftRightLogical128BitLane(value, 4);
        var quotient = Pclmulqdq.CarrylessMultiply(value & lowHalves, polynomial, 0x10) & lowHalves;
        return (value ^ Pclmulqdq.CarrylessMultiply(quotient, polynomial, 0x00)).AsUInt32()[1];
    }

    private static uint[] MakeTables()
    {
        const uint Polynomial = 0xEDB88320;
        var tables = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            tables[i] = crc;
        }
        for (var i = 256; i < tables.Length; i++)
            tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
        return tables;
    }
}
