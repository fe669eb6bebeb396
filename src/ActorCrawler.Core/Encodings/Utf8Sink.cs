using System.Text;
using System.Text.Unicode;

namespace ActorCrawler.Core.Encodings;

/// <summary>Where a decoder writes UTF-8. The decoder sees to it that there is room.</summary>
internal ref struct Utf8Sink(Span<byte> output)
{
    private readonly Span<byte> _output = output;

    public int Written { get; private set; }

    public readonly int Room => _output.Length - Written;

    public void AddAscii(byte b) => _output[Written++] = b;

    public void AddBytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_output[Written..]);
        Written += bytes.Length;
    }

    public void Add(int codePoint)
    {
        if (codePoint < 0x80)
        {
            _output[Written++] = (byte)codePoint;
        }
        else if (codePoint < 0x800)
        {
            var to = _output.Slice(Written, 2);
            to[1] = (byte)(0x80 | (codePoint & 0x3F));
            to[0] = (byte)(0xC0 | (codePoint >> 6));
            Written += 2;
        }
        else if (codePoint < 0x10000)
        {
            var to = _output.Slice(Written, 3);
            to[2] = (byte)(0x80 | (codePoint & 0x3F));
            to[1] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
            to[0] = (byte)(0xE0 | (codePoint >> 12));
            Written += 3;
        }
        else
        {
            Written += new Rune(codePoint).EncodeToUtf8(_output[Written..]);
        }
    }

    /// <summary>Writes valid UTF-16, as far as there is room for all of it; returns the units that were written.</summary>
    public int AddUtf16(scoped ReadOnlySpan<char> text)
    {
        Utf8.FromUtf16(text, _output[Written..], out var read, out var written, replaceInvalidSequences: false, isFinalBlock: false);
        Written += written;
        return read;
    }

    /// <summary>Copies what is there of ASCII at the start of the input, as far as there is room, and returns how much that was.</summary>
    public int AddAsciiRun(ReadOnlySpan<byte> input)
    {
        var room = Math.Min(input.Length, Room);
        var stop = input[..room].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        var count = stop < 0 ? room : stop;
        input[..count].CopyTo(_output[Written..]);
        Written += count;
        return count;
    }
}
