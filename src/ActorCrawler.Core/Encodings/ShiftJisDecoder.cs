namespace ActorCrawler.Core.Encodings;

/// <summary>Shift_JIS as Windows has it.</summary>
internal sealed class ShiftJisDecoder : MultiByteDecoder
{
    private const int PrivateUseStart = 8836;
    private const int PrivateUseEnd = 10715;

    private readonly ushort[] _index = LegacyIndexes.Jis0208;

    protected override void Start(byte b, ref Utf8Sink sink)
    {
        if (b == 0x80)
            sink.Add(b);
        else if (b is >= 0xA1 and <= 0xDF)
            sink.Add(0xFF61 - 0xA1 + b);
        else if (b is (>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC))
            Lead = b;
        else
            AddError(ref sink);
    }

    protected override bool Continue(byte b, ref Utf8Sink sink) => End(Pair((byte)Lead, b), b, ref sink);

    protected override int Pair(byte lead, byte trail)
    {
        if (lead is not ((>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC)) || trail is not ((>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFC)))
            return 0;
        var pointer = ((lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 188) + trail - (trail < 0x7F ? 0x40 : 0x41);
        if (pointer is >= PrivateUseStart and <= PrivateUseEnd)
            return 0xE000 - PrivateUseStart + pointer;
        return pointer < _index.Length ? _index[pointer] : 0;
    }
}
