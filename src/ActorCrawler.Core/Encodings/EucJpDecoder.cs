namespace ActorCrawler.Core.Encodings;

/// <summary>EUC-JP with JIS X 0212.</summary>
internal sealed class EucJpDecoder : MultiByteDecoder
{
    private readonly ushort[] _jis0208 = LegacyIndexes.Jis0208;
    private readonly ushort[] _jis0212 = LegacyIndexes.Jis0212;
    private bool _is0212;

    public override void Finish(ref Utf8Sink sink)
    {
        _is0212 = false;
        base.Finish(ref sink);
    }

    protected override void Start(byte b, ref Utf8Sink sink)
    {
        if (b is 0x8E or 0x8F or (>= 0xA1 and <= 0xFE))
            Lead = b;
        else
            AddError(ref sink);
    }

    protected override bool Continue(byte b, ref Utf8Sink sink)
    {
        if (Lead == 0x8E && b is >= 0xA1 and <= 0xDF)
            return End(0xFF61 - 0xA1 + b, b, ref sink);
        if (Lead == 0x8F && b is >= 0xA1 and <= 0xFE)
        {
            _is0212 = true;
            Lead = b;
            return true;
        }
        var index = _is0212 ? _jis0212 : _jis0208;
        _is0212 = false;
        return End(Find(index, Lead, b), b, ref sink);
    }

    protected override int Pair(byte lead, byte trail) => Find(_jis0208, lead, trail);

    private static int Find(ushort[] index, int lead, byte trail)
    {
        if (lead is < 0xA1 or 0xFF || trail is < 0xA1 or 0xFF)
            return 0;
        var pointer = ((lead - 0xA1) * 94) + trail - 0xA1;
        return pointer < index.Length ? index[pointer] : 0;
    }
}
