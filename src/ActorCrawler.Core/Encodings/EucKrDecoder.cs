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

    protected override bool Continue(byte b, ref Utf8Sink sink)
    {
        var pointer = b is >= 0x41 and <= 0xFE ? ((Lead - 0x81) * 190) + b - 0x41 : -1;
        return End((uint)pointer < (uint)_index.Length ? _index[pointer] : 0, b, ref sink);
    }
}
