using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ActorCrawler.Core.Encodings;

/// <summary>UTF-16 of either byte order; lone surrogates are bad.</summary>
internal sealed class Utf16Decoder(bool isBigEndian) : ByteDecoder
{
    private const int BlockUnits = 512;

    private int _byte = -1;
    private int _surrogate;

    public override int Decode(ReadOnlySpan<byte> input, ref Utf8Sink sink)
    {
        var i = 0;
        while (i < input.Length && sink.Room >= LeastRoom)
        {
            if (_byte < 0)
            {
                if (_surrogate == 0)
                    i += DecodeBlock(input[i..], ref sink);
                if (i == input.Length || sink.Room < LeastRoom)
                    break;
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

    /// <summary>Decodes whole units up to the first bad one, many at once. Returns the bytes used, perhaps none.</summary>
    private int DecodeBlock(ReadOnlySpan<byte> input, ref Utf8Sink sink)
    {
        var units = MemoryMarshal.Cast<byte, char>(input[..Math.Min(input.Length & ~1, BlockUnits * 2)]);
        if (isBigEndian != BitConverter.IsLittleEndian)
            return sink.AddUtf16(units) * 2;
        Span<ushort> swapped = stackalloc ushort[BlockUnits];
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<char, ushort>(units), swapped);
        return sink.AddUtf16(MemoryMarshal.Cast<ushort, char>(swapped[..units.Length])) * 2;
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
