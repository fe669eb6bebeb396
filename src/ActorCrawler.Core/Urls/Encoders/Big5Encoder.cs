namespace ActorCrawler.Core.Urls.Encoders;

/// <summary>The encoder of Big5 (section 11.1.2).</summary>
internal sealed class Big5Encoder : LegacyEncoder
{
    public override int Encode(int codePoint, Span<byte> output, out int unknown)
    {
        if (codePoint < 0x80)
            return One(codePoint, output, out unknown);
        if (!ReverseIndex.Big5.TryGetValue(codePoint, out var pointer))
            return Unknown(codePoint, out unknown);
        var trail = pointer % 157;
        return Two((pointer / 157) + 0x81, trail + (trail < 0x3F ? 0x40 : 0x62), output, out unknown);
    }
}
