namespace ActorCrawler.Core.Encodings;

/// <summary>gb18030, which GBK is decoded as, too.</summary>
internal sealed class Gb18030Decoder : MultiByteDecoder
{
    private readonly ushort[] _index = LegacyIndexes.Gb18030;
    private byte _second;
    private byte _third;

    public override void Finish(ref Utf8Sink sink)
    {
        _second = _third = 0;
        base.Finish(ref sink);
    }

    protected override void Start(byte b, ref Utf8Sink sink)
    {
        if (b == 0x80)
            sink.Add(0x20AC);
        else if (b <= 0xFE)
            Lead = b;
        else
            AddError(ref sink);
    }

    protected override bool Continue(byte b, ref Utf8Sink sink)
    {
        if (_third != 0)
            return Fourth(b, ref sink);
        if (_second != 0)
        {
            if (b is >= 0x81 and <= 0xFE)
            {
                _third = b;
                return true;
            }
            return Restore(0, ref sink);
        }
        if (b is >= 0x30 and <= 0x39)
        {
            _second = b;
            return true;
        }
        return End(Pair((byte)Lead, b), b, ref sink);
    }

    protected override int Pair(byte lead, byte trail) =>
        lead is >= 0x81 and <= 0xFE && trail is >= 0x40 and not (0x7F or 0xFF)
            ? _index[((lead - 0x81) * 190) + trail - (trail < 0x7F ? 0x40 : 0x41)]
            : 0;

    private bool Fourth(byte b, ref Utf8Sink sink)
    {
        if (b is not (>= 0x30 and <= 0x39))
            return Restore(_third, ref sink);
        var pointer = ((Lead - 0x81) * 12600) + ((_second - 0x30) * 1260) + ((_third - 0x81) * 10) + b - 0x30;
        _second = _third = 0;
        Lead = 0;
        var codePoint = LegacyIndexes.Gb18030Range(pointer);
        if (codePoint < 0)
            AddError(ref sink);
        else
            sink.Add(codePoint);
        return true;
    }

    /// <summary>An error after two or three good bytes: only the first is dropped. The second is a digit; the third opens a new sequence.</summary>
    private bool Restore(byte lead, ref Utf8Sink sink)
    {
        AddError(ref sink);
        sink.AddAscii(_second);
        _second = _third = 0;
        Lead = lead;
        return false;
    }
}
