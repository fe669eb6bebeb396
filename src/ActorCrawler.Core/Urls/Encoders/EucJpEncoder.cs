namespace ActorCrawler.Core.Urls.Encoders;

/// <summary>The encoder of EUC-JP (section 12.1.2).</summary>
internal sealed class EucJpEncoder : LegacyEncoder
{
    public override int Encode(int codePoint, Span<byte> output, out int unknown)
    {
        switch (codePoint)
        {
            case < 0x80:
                return One(codePoint, output, out unknown);
            case 0xA5:
                return One(0x5C, output, out unknown);
            case 0x203E:
                return One(0x7E, output, out unknown);
            case >= 0xFF61 and <= 0xFF9F:
                return Two(0x8E, codePoint - 0xFF61 + 0xA1, output, out unknown);
        }
        return ReverseIndex.Jis0208.TryGetValue(codePoint == 0x2212 ? 0xFF0D : codePoint, out var pointer)
            ? Two((pointer / 94) + 0xA1, (pointer % 94) + 0xA1, output, out unknown)
            : Unknown(codePoint, out unknown);
    }
}
