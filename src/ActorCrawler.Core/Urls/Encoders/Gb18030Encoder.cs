using ActorCrawler.Core.Encodings;

namespace ActorCrawler.Core.Urls.Encoders;

/// <summary>The encoder of gb18030 and GBK (section 10.2.2).</summary>
internal sealed class Gb18030Encoder(bool isGbk) : LegacyEncoder
{
    public override int Encode(int codePoint, Span<byte> output, out int unknown)
    {
        if (codePoint < 0x80)
            return One(codePoint, output, out unknown);
        // The index has U+3000 where U+E5E5 would stand.
        if (codePoint == 0xE5E5)
            return Unknown(codePoint, out unknown);
        if (isGbk && codePoint == 0x20AC)
            return One(0x80, output, out unknown);
        if (Of2005(codePoint) is > 0 and var bytes)
            return Two(bytes >> 8, bytes & 0xFF, output, out unknown);
        if (ReverseIndex.Gb18030.TryGetValue(codePoint, out var pointer))
        {
            var trail = pointer % 190;
            return Two((pointer / 190) + 0x81, trail + (trail < 0x3F ? 0x40 : 0x41), output, out unknown);
        }
        if (isGbk)
            return Unknown(codePoint, out unknown);
        unknown = 0;
        pointer = LegacyIndexes.Gb18030RangePointer(codePoint);
        output[0] = (byte)((pointer / (10 * 126 * 10)) + 0x81);
        output[1] = (byte)((pointer % (10 * 126 * 10) / (10 * 126)) + 0x30);
        output[2] = (byte)((pointer % (10 * 126) / 10) + 0x81);
        output[3] = (byte)((pointer % 10) + 0x30);
        return 4;
    }

    /// <summary>The two bytes of private-use characters as GB18030-2005 had them; 0 for others.</summary>
    private static int Of2005(int codePoint) => codePoint switch
    {
        >= 0xE78D and <= 0xE793 => 0xA6D9 + codePoint - 0xE78D,
        0xE794 => 0xA6EC,
        0xE795 => 0xA6ED,
        0xE796 => 0xA6F3,
        0xE81E => 0xFE59,
        0xE826 => 0xFE61,
        0xE82B => 0xFE66,
        0xE82C => 0xFE67,
        0xE832 => 0xFE6D,
        0xE843 => 0xFE7E,
        0xE854 => 0xFE90,
        0xE864 => 0xFEA0,
        _ => 0,
    };
}
