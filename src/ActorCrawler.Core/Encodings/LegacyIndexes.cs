using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ActorCrawler.Core.Encodings;

/// <summary>The indexes of the WHATWG Encoding Standard; README.md describes the file. Loaded when a legacy encoding is first met.</summary>
internal static class LegacyIndexes
{
    private const int SingleByteTables = 27;
    private const int SingleByteEntries = 128;
    private const int Gb18030Entries = 23940;
    private const int Big5Entries = 19782;
    private const int EucKrEntries = 23750;
    private const int Jis0208Entries = 11104;
    private const int Jis0212Entries = 7211;
    private const int Ranges = 207;

    private const int Gb18030Start = SingleByteTables * SingleByteEntries * 2;
    private const int Big5Start = Gb18030Start + (Gb18030Entries * 2);
    private const int Big5PlanesStart = Big5Start + (Big5Entries * 2);
    private const int EucKrStart = Big5PlanesStart + ((Big5Entries + 7) / 8);
    private const int Jis0208Start = EucKrStart + (EucKrEntries * 2);
    private const int Jis0212Start = Jis0208Start + (Jis0208Entries * 2);
    private const int RangesStart = Jis0212Start + (Jis0212Entries * 2);
    private const int Size = RangesStart + (Ranges * 8);

    private static readonly byte[] Bytes = Load();

    /// <summary>The code points of the upper half of a single-byte encoding; 0 for none.</summary>
    public static ushort[] SingleByte(int table) => Read(table * SingleByteEntries * 2, SingleByteEntries);

    public static ushort[] Gb18030 { get; } = Read(Gb18030Start, Gb18030Entries);

    public static ushort[] EucKr { get; } = Read(EucKrStart, EucKrEntries);

    public static ushort[] Jis0208 { get; } = Read(Jis0208Start, Jis0208Entries);

    public static ushort[] Jis0212 { get; } = Read(Jis0212Start, Jis0212Entries);

    /// <summary>The code point of a Big5 pointer; 0 for none.</summary>
    public static int Big5(int pointer)
    {
        if ((uint)pointer >= Big5Entries)
            return 0;
        int low = BinaryPrimitives.ReadUInt16LittleEndian(Bytes.AsSpan(Big5Start + (pointer * 2)));
        var inPlane2 = (Bytes[Big5PlanesStart + (pointer / 8)] >> (pointer % 8)) & 1;
        return low | (inPlane2 << 17);
    }

    /// <summary>The standard's "index gb18030 ranges code point"; -1 for none.</summary>
    public static int Gb18030Range(int pointer)
    {
        if (pointer is (> 39419 and < 189000) or > 1237575)
            return -1;
        if (pointer == 7457)
            return 0xE7C7;
        var low = 0;
        var high = Ranges - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Range(middle, 0) <= pointer)
                low = middle;
            else
                high = middle - 1;
        }
        return Range(low, 4) + pointer - Range(low, 0);
    }

    /// <summary>The standard's "index gb18030 ranges pointer", for a code point that is not in the index.</summary>
    public static int Gb18030RangePointer(int codePoint)
    {
        if (codePoint == 0xE7C7)
            return 7457;
        var low = 0;
        var high = Ranges - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Range(middle, 4) <= codePoint)
                low = middle;
            else
                high = middle - 1;
        }
        return Range(low, 0) + codePoint - Range(low, 4);
    }

    private static int Range(int index, int offset) => BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(RangesStart + (index * 8) + offset));

    private static ushort[] Read(int start, int count)
    {
        var entries = MemoryMarshal.Cast<byte, ushort>(Bytes.AsSpan(start, count * 2)).ToArray();
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(entries, entries);
        return entries;
    }

    private static byte[] Load()
    {
        const string Name = "ActorCrawler.Core.Encodings.whatwg-indexes.bin";
        using var stream = typeof(LegacyIndexes).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Name}.");
        var bytes = new byte[Size];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
