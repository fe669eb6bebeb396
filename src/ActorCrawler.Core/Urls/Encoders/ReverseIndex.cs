using ActorCrawler.Core.Encodings;

namespace ActorCrawler.Core.Urls.Encoders;

/// <summary>From code points to pointers; made when a page in such an encoding first has a query that needs it.</summary>
internal static class ReverseIndex
{
    private const int Big5Entries = 19782;

    /// <summary>Big5's entries below are Hong Kong's extensions, which the encoder leaves out.</summary>
    private const int Big5First = (0xA1 - 0x81) * 157;

    private static readonly Lazy<Dictionary<int, int>> LazyGb18030 = new(() => First(LegacyIndexes.Gb18030, _ => true));
    private static readonly Lazy<Dictionary<int, int>> LazyEucKr = new(() => First(LegacyIndexes.EucKr, _ => true));
    private static readonly Lazy<Dictionary<int, int>> LazyJis0208 = new(() => First(LegacyIndexes.Jis0208, _ => true));

    // The entries left out are duplicates, so that later ones are used in their stead.
    private static readonly Lazy<Dictionary<int, int>> LazyShiftJis = new(() => First(LegacyIndexes.Jis0208, p => p is < 8272 or > 8835));
    private static readonly Lazy<Dictionary<int, int>> LazyBig5 = new(MakeBig5);

    public static Dictionary<int, int> Gb18030 => LazyGb18030.Value;

    public static Dictionary<int, int> EucKr => LazyEucKr.Value;

    public static Dictionary<int, int> Jis0208 => LazyJis0208.Value;

    public static Dictionary<int, int> ShiftJis => LazyShiftJis.Value;

    public static Dictionary<int, int> Big5 => LazyBig5.Value;

    /// <summary>The first pointer of each code point among those that count.</summary>
    public static Dictionary<int, int> First(ushort[] index, Func<int, bool> counts)
    {
        var pointers = new Dictionary<int, int>(index.Length);
        for (var pointer = 0; pointer < index.Length; pointer++)
        {
            if (index[pointer] != 0 && counts(pointer))
                pointers.TryAdd(index[pointer], pointer);
        }
        return pointers;
    }

    private static Dictionary<int, int> MakeBig5()
    {
        var pointers = new Dictionary<int, int>();
        for (var pointer = Big5First; pointer < Big5Entries; pointer++)
        {
            var codePoint = LegacyIndexes.Big5(pointer);
            if (codePoint is 0x2550 or 0x255E or 0x2561 or 0x256A or 0x5341 or 0x5345)
                pointers[codePoint] = pointer;
            else if (codePoint != 0)
                pointers.TryAdd(codePoint, pointer);
        }
        return pointers;
    }
}
