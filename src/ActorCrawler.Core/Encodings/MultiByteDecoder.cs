namespace ActorCrawler.Core.Encodings;

/// <summary>What the legacy multi-byte encodings have in common: ASCII stands for itself outside of sequences, and a lead byte opens one.</summary>
internal abstract class MultiByteDecoder : ByteDecoder
{
    /// <summary>The byte that opened the sequence being read; 0 outside of one.</summary>
    protected int Lead { get; set; }

    public override int Decode(ReadOnlySpan<byte> input, ref Utf8Sink sink)
    {
        var i = 0;
        while (i < input.Length && sink.Room >= LeastRoom)
        {
            var b = input[i];
            if (Lead == 0)
            {
                if (b < 0x80)
                {
                    i += sink.AddAsciiRun(input[i..]);
                    continue;
                }
                var codePoint = i + 1 < input.Length ? Pair(b, input[i + 1]) : 0;
                if (codePoint > 0)
                {
                    sink.Add(codePoint);
                    i += 2;
                    continue;
                }
                i++;
                Start(b, ref sink);
            }
            else if (Continue(b, ref sink))
            {
                i++;
            }
        }
        return i;
    }

    public override void Finish(ref Utf8Sink sink)
    {
        if (Lead == 0)
            return;
        Lead = 0;
        AddError(ref sink);
    }

    /// <summary>The code point that a byte from 0x80 and the one behind it stand for together; 0 where it takes a closer look.</summary>
    protected abstract int Pair(byte lead, byte trail);

    /// <summary>A byte from 0x80 outside of a sequence: sets <see cref="Lead"/>, or writes a character or an error.</summary>
    protected abstract void Start(byte b, ref Utf8Sink sink);

    /// <summary>A byte within a sequence. False when it is not used up and must be looked at again.</summary>
    protected abstract bool Continue(byte b, ref Utf8Sink sink);

    /// <summary>Ends a sequence with a code point, or with an error when it is 0; then an ASCII byte is not used up.</summary>
    protected bool End(int codePoint, byte b, ref Utf8Sink sink)
    {
        Lead = 0;
        if (codePoint != 0)
        {
            sink.Add(codePoint);
            return true;
        }
        AddError(ref sink);
        return b >= 0x80;
    }
}
