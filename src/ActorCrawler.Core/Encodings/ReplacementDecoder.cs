namespace ActorCrawler.Core.Encodings;

/// <summary>One error for the whole text, if there is any.</summary>
internal sealed class ReplacementDecoder : ByteDecoder
{
    public override int Decode(ReadOnlySpan<byte> input, ref Utf8Sink sink)
    {
        if (input.Length > 0 && Errors == 0)
        {
            if (sink.Room < LeastRoom)
                return 0;
            AddError(ref sink);
        }
        return input.Length;
    }

    public override void Finish(ref Utf8Sink sink)
    {
    }
}
