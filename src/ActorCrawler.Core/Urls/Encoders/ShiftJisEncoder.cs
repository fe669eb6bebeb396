namespace ActorCrawler.Core.Urls.Encoders;

/// <summary>The encoder of Shift_JIS (section 12.3.2).</summary>
internal sealed class ShiftJisEncoder : LegacyEncoder
{
    public override int Encode(int codePoint, Span<byte> output, out int unknown)
    {
        switch (codePoint)
        {
            case <= 0x80:
                return One(codePoint, output, out unknown);
            case 0xA5:
                return One(0x5C, output, out unknown);
            case 0x203E:
                return One(0x7E, output, out unknown);
            case >= 0xFF61 and <= 0xFF9F:
                return One(codePoint - 0xFF61 + 0xA1, output, out unknown);
        }
        if (!ReverseIndex.ShiftJis.TryGetValue(codePoint == 0x2212 ? 0xFF0D : codePoint, out var pointer))
            return Unknown(codePoint, out unknown);
        var lead = pointer / 188;
        var trail = pointer % 188;
        return Two(lead + (lead < 0x1F ? 0x81 : 0xC1), trail + (trail < 0x3F ? 0x40 : 0x41), output, out unknown);
    }
}
