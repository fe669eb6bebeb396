namespace ActorCrawler.Core.Encodings;

/// <summary>EUC-KR with its Windows extension.</summary>
internal sealed class EucKrDecoder : MultiByteDecoder
{
    private readonly ushort[] _index = LegacyIndexes.EucKr;

    protected override void Start(byte b, ref Utf8Sink sink)
    {
        if (b is >= 0x81 and <= 0xFE)
            Lead = b;
        else
            AddError(ref sink);
    }

    protected override bool Continue(byte b, ref Utf8Sink sink) => End(Pair((byte)Lead, b), b, ref sink);

    protected override int Pair(byte lead, byte trail)
    {
        if (lead is 0x80 or 0xFF || trail is < 0x41 or 0xFF)
            return 0;
        var pointer = ((lead - 0x81) * 190) + trail - 0x41;
        return pointer < _index.Length ? _index[pointer] : 0;
    }
}
