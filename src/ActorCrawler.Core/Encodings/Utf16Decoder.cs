namespace ActorCrawler.Core.Encodings;

/// <summary>UTF-16 of either byte order; lone surrogates are bad.</summary>
internal sealed class Utf16Decoder(bool isBigEndian) : ByteDecoder
{
    private int _byte = -1;
    private int _surrogate;

    public override int Decode(ReadOnlySpan<byte> input, ref Utf8Sink sink)
    {
        var i = 0;
        while (i < input.Length && sink.Room >= LeastRoom)
        {
            if (_byte < 0)
            {
                _byte = input[i++];
                continue;
            }
            var unit = isBigEndian ? (_byte << 8) | input[i] : (input[i] << 8) | _byte;
            _byte = -1;
            i++;
            Add(unit, ref sink);
        }
        return i;
    }

    public override void Finish(ref Utf8Sink sink)
    {
        if (_byte >= 0 || _surrogate != 0)
            AddError(ref sink);
        _byte = -1;
        _surrogate = 0;
    }

    private void Add(int unit, ref Utf8Sink sink)
    {
        var isTrail = unit is >= 0xDC00 and <= 0xDFFF;
        if (_surrogate != 0)
        {
            var lead = _surrogate;
            _surrogate = 0;
            if (isTrail)
            {
                sink.Add(0x10000 + ((lead - 0xD800) << 10) + (unit - 0xDC00));
                return;
            }
            AddError(ref sink);
        }
        if (isTrail)
            AddError(ref sink);
        else if (unit is >= 0xD800 and <= 0xDBFF)
            _surrogate = unit;
        else
            sink.Add(unit);
    }
}
