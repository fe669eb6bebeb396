using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ActorCrawler.Core.Encodings;

/// <summary>UTF-8 to valid UTF-8: each maximal part of a bad sequence becomes one U+FFFD.</summary>
internal sealed class Utf8Decoder : ByteDecoder
{
    private const int BlockBytes = 4096;

    private readonly byte[] _pending = new byte[8];
    private int _pendingCount;

    public override int Decode(ReadOnlySpan<byte> input, ref Utf8Sink sink)
    {
        var i = 0;
        while (i < input.Length && sink.Room >= LeastRoom)
        {
            var rest = input[i..];
            if (_pendingCount > 0)
            {
                i += DecodePending(rest, ref sink);
                continue;
            }
            var block = Utf8Boundary.TrimCutSequence(rest[..Math.Min(rest.Length, Math.Min(BlockBytes, sink.Room))]);
            if (!block.IsEmpty && Utf8.IsValid(block))
            {
                sink.AddBytes(block);
                i += block.Length;
                continue;
            }
            i += DecodeSlowly(rest, Math.Max(1, block.Length), ref sink);
        }
        return i;
    }

    public override void Finish(ref Utf8Sink sink)
    {
        if (_pendingCount > 0)
            AddError(ref sink);
        _pendingCount = 0;
    }

    /// <summary>Decodes about a block, rune by rune. What the input's end cuts is kept for later.</summary>
    private int DecodeSlowly(ReadOnlySpan<byte> input, int atLeast, ref Utf8Sink sink)
    {
        var i = 0;
        while (i < atLeast && sink.Room >= LeastRoom)
        {
            if (input[i] < 0x80)
            {
                i += sink.AddAsciiRun(input[i..]);
                continue;
            }
            var status = Rune.DecodeFromUtf8(input[i..], out var rune, out var length);
            if (status == OperationStatus.NeedMoreData)
            {
                input[i..].CopyTo(_pending);
                _pendingCount = input.Length - i;
                return input.Length;
            }
            if (status == OperationStatus.Done)
                sink.Add(rune.Value);
            else
                AddError(ref sink);
            i += length;
        }
        return i;
    }

    /// <summary>Adds bytes to a sequence that an earlier input's end cut. Returns how many of them belong to it.</summary>
    private int DecodePending(ReadOnlySpan<byte> input, ref Utf8Sink sink)
    {
        var before = _pendingCount;
        var more = Math.Min(4, input.Length);
        input[..more].CopyTo(_pending.AsSpan(before));
        var status = Rune.DecodeFromUtf8(_pending.AsSpan(0, before + more), out var rune, out var length);
        if (status == OperationStatus.NeedMoreData)
        {
            _pendingCount += more;
            return more;
        }
        _pendingCount = 0;
        if (status == OperationStatus.Done)
            sink.Add(rune.Value);
        else
            AddError(ref sink);
        return length - before;
    }
}
