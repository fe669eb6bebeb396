namespace ActorCrawler.Core.Encodings;

/// <summary>Decodes an encoding to UTF-8, piece by piece; bad bytes become U+FFFD as the Encoding Standard says.</summary>
internal abstract class ByteDecoder
{
    /// <summary>The most that one more input byte, or the end, can make a decoder write.</summary>
    public const int LeastRoom = 16;

    protected const int ReplacementCharacter = 0xFFFD;

    /// <summary>Bad sequences met so far.</summary>
    public long Errors { get; protected set; }

    /// <summary>Decodes until the input is used up or less than <see cref="LeastRoom"/> is left for output. Returns the bytes used.</summary>
    public abstract int Decode(ReadOnlySpan<byte> input, ref Utf8Sink sink);

    /// <summary>Ends the text: what is pending is bad.</summary>
    public abstract void Finish(ref Utf8Sink sink);

    protected void AddError(ref Utf8Sink sink)
    {
        Errors++;
        sink.Add(ReplacementCharacter);
    }
}
