namespace ActorCrawler.Core.Urls.Idna;

/// <summary>
/// The Unicode properties that host names need, from Data/idna.bin (its README names source and version). None of it comes from the
/// platform's globalization, so results do not depend on ICU.
/// </summary>
/// <remarks>
/// Layout, little-endian: six int32 counts (stage 1, combinations, stage 2, mapped, pool, decompositions); stage 1: ushort block number
/// of every
/// 128 code points; combinations: uint32, bits as <see cref="CodePointProperties"/>; stage 2: one byte, the combination, for each code
/// point
/// of a block; mapped code points, sorted, int32; their values: a code point, or the sign bit, offset into the pool × 256 and length; pool:
/// int32 code points; decompositions, sorted: code point (sign bit: never composed), first, second or 0.
/// </remarks>
internal static class IdnaTables
{
    private const int Header = 24;
    private const int BlockBits = 7;
    private const int BlockMask = (1 << BlockBits) - 1;

    private static readonly ReadOnlyTable Table = EmbeddedTable.Open("ActorCrawler.Core.Urls.Data.idna.bin");
    private static readonly int Combinations = Header + 2 * Table.Int32(0);
    private static readonly int Stage2 = Combinations + 4 * Table.Int32(4);
    private static readonly int MappedKeys = Stage2 + Table.Int32(8);
    private static readonly int MappedCount = Table.Int32(12);
    private static readonly int MappedValues = MappedKeys + 4 * MappedCount;
    private static readonly int Pool = MappedValues + 4 * MappedCount;
    private static readonly int Decompositions = Pool + 4 * Table.Int32(16);
    private static readonly int DecompositionCount = Table.Int32(20);
    private static readonly Dictionary<long, int> Compositions = ReadCompositions();

    public static CodePointProperties Properties(int codePoint)
    {
        var block = Table.UInt16(Header + 2 * (codePoint >> BlockBits));
        var combination = Table.Bytes[Stage2 + (block << BlockBits) + (codePoint & BlockMask)];
        return new CodePointProperties((uint)Table.Int32(Combinations + 4 * combination));
    }

    /// <summary>Appends what a mapped code point is mapped to.</summary>
    public static void AppendMapping(int codePoint, List<int> output)
    {
        var value = Table.Int32(MappedValues + 4 * Search(MappedKeys, 4, MappedCount, codePoint));
        if (value >= 0)
        {
            output.Add(value);
            return;
        }
        var offset = (value & int.MaxValue) >> 8;
        for (var i = 0; i < (value & 0xFF); i++)
            output.Add(Table.Int32(Pool + 4 * (offset + i)));
    }

    /// <summary>The canonical decomposition, one step; second is 0 for a single code point.</summary>
    public static bool TryDecompose(int codePoint, out int first, out int second)
    {
        first = second = 0;
        var index = Search(Decompositions, 12, DecompositionCount, codePoint);
        if (index < 0)
            return false;
        first = Table.Int32(Decompositions + 12 * index + 4);
        second = Table.Int32(Decompositions + 12 * index + 8);
        return true;
    }

    /// <summary>The primary composite of two code points.</summary>
    public static bool TryCompose(int first, int second, out int composite) =>
        Compositions.TryGetValue(((long)first << 32) | (uint)second, out composite);

    private static int Search(int start, int stride, int count, int codePoint)
    {
        var low = 0;
        var high = count - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var key = Table.Int32(start + stride * middle) & int.MaxValue;
            if (key == codePoint)
                return middle;
            if (key < codePoint)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }

    private static Dictionary<long, int> ReadCompositions()
    {
        var compositions = new Dictionary<long, int>();
        for (var i = 0; i < DecompositionCount; i++)
        {
            var codePoint = Table.Int32(Decompositions + 12 * i);
            var second = (uint)Table.Int32(Decompositions + 12 * i + 8);
            if (codePoint >= 0 && second != 0)
                compositions.Add(((long)Table.Int32(Decompositions + 12 * i + 4) << 32) | second, codePoint);
        }
        return compositions;
    }
}
