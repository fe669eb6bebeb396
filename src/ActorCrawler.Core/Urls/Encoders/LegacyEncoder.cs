using ActorCrawler.Core.Encodings;

namespace ActorCrawler.Core.Urls.Encoders;

/// <summary>
/// An encoder of the Encoding standard (https://encoding.spec.whatwg.org): what browsers write queries with on pages that are not UTF-8.
/// All
/// of them take ASCII for itself, but for ISO-2022-JP's shifts.
/// </summary>
internal abstract class LegacyEncoder
{
    /// <summary>Room that one character needs at most.</summary>
    public const int MaxBytes = 8;

    /// <summary>The encoder of an encoding, or null where text is written in UTF-8 (standard, "get an output encoding").</summary>
    public static LegacyEncoder? For(WebEncoding encoding) => encoding.Kind switch
    {
        EncodingKind.Utf8 or EncodingKind.Utf16Be or EncodingKind.Utf16Le or EncodingKind.Replacement => null,
        EncodingKind.SingleByte => new SingleByteEncoder(LegacyIndexes.SingleByte(encoding.Table)),
        EncodingKind.UserDefined => SingleByteEncoder.UserDefined(),
        EncodingKind.Gb18030 => new Gb18030Encoder(isGbk: encoding.Name == "GBK"),
        EncodingKind.Big5 => new Big5Encoder(),
        EncodingKind.EucJp => new EucJpEncoder(),
        EncodingKind.Iso2022Jp => new Iso2022JpEncoder(),
        EncodingKind.ShiftJis => new ShiftJisEncoder(),
        EncodingKind.EucKr => new EucKrEncoder(),
        _ => throw new InvalidOperationException($"{encoding.Name} has no encoder."),
    };

    /// <summary>Whether an ASCII character may come to anything but itself.</summary>
    public virtual bool Shifts => false;

    /// <summary>Writes a character.</summary>
    /// <param name="codePoint">A scalar value.</param>
    /// <param name="output">Room for <see cref="MaxBytes"/> bytes.</param>
    /// <param name="unknown">0, or the code point to report because the encoding cannot say it; bytes may precede it all the same.</param>
    /// <returns>How many bytes.</returns>
    public abstract int Encode(int codePoint, Span<byte> output, out int unknown);

    /// <summary>Ends a text and returns how many bytes that took; the encoder is as new.</summary>
    public virtual int Finish(Span<byte> output) => 0;

    /// <summary>Writes one byte.</summary>
    protected static int One(int value, Span<byte> output, out int unknown)
    {
        unknown = 0;
        output[0] = (byte)value;
        return 1;
    }

    /// <summary>Writes two bytes.</summary>
    protected static int Two(int lead, int trail, Span<byte> output, out int unknown)
    {
        unknown = 0;
        output[0] = (byte)lead;
        output[1] = (byte)trail;
        return 2;
    }

    /// <summary>Writes nothing and reports the character.</summary>
    protected static int Unknown(int codePoint, out int unknown)
    {
        unknown = codePoint;
        return 0;
    }
}
