namespace ActorCrawler.Core.Encodings;

/// <summary>The legacy single-byte encodings, and x-user-defined.</summary>
internal sealed class SingleByteDecoder(ushort[] upperHalf) : ByteDecoder
{
    public static SingleByteDecoder UserDefined() =>
        new([.. Enumerable.Range(0xF780, 128).Select(codePoint => (ushort)codePoint)]);

    public override int Decode(ReadOnlySpan<byte> input, ref Utf8Sink sink)
    {
        var i = 0;
        while (i < input.Length && sink.Room >= LeastRoom)
        {
            var b = input[i];
            if (b < 0x80)
            {
                i += sink.AddAsciiRun(input[i..]);
                continue;
            }
            i++;
            int codePoint = upperHalf[b - 0x80];
            if (codePoint == 0)
                AddError(ref sink);
            else
                sink.Add(codePoint);
        }
        return i;
    }

    public override void Finish(ref Utf8Sink sink)
    {
    }
}
