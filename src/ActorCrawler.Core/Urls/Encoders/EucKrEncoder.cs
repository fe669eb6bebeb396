namespace ActorCrawler.Core.Urls.Encoders;

/// <summary>The encoder of EUC-KR (section 13.1.2).</summary>
internal sealed class EucKrEncoder : LegacyEncoder
{
    public override int Encode(int codePoint, Span<byte> output, out int unknown)
    {
        if (codePoint < 0x80)
            return One(codePoint, output, out unknown);
        return ReverseIndex.EucKr.TryGetValue(codePoint, out var pointer)
            ? Two((pointer / 190) + 0x81, (pointer % 190) + 0x41, output, out unknown)
            : Unknown(codePoint, out unknown);
    }
}
