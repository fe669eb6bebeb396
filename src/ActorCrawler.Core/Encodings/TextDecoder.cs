using System.Text;
using System.Text.Unicode;

namespace ActorCrawler.Core.Encodings;

/// <summary>
/// Decodes text in any encoding of the web to valid UTF-8, piece by piece, as the WHATWG Encoding Standard says ("decode without BOM", errors
/// replaced by U+FFFD). The output does not depend on how the input is split.
/// </summary>
public sealed class TextDecoder
{
    /// <summary>Output buffers must hold at least this much.</summary>
    public const int LeastOutput = ByteDecoder.LeastRoom;

    private readonly ByteDecoder _decoder;

    /// <summary>Starts a text.</summary>
    /// <param name="encoding">Its encoding.</param>
    public TextDecoder(WebEncoding encoding) => _decoder = Make(encoding);

    /// <summary>How many bad sequences became U+FFFD so far.</summary>
    public long Errors => _decoder.Errors;

    /// <summary>Decodes as much as the output has room for.</summary>
    /// <param name="input">The next bytes of the text, the byte order mark left out.</param>
    /// <param name="utf8">Where UTF-8 goes; at least <see cref="LeastOutput"/> bytes.</param>
    /// <param name="isLast">Whether the text ends with this input.</param>
    /// <param name="consumed">How much of the input was used.</param>
    /// <param name="written">How much was written.</param>
    /// <returns>True when the input is used up (and the text ended, if it was the last); false when there is more to write: call again with the rest.</returns>
    public bool Decode(ReadOnlySpan<byte> input, Span<byte> utf8, bool isLast, out int consumed, out int written)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(utf8.Length, LeastOutput);
        var sink = new Utf8Sink(utf8);
        consumed = _decoder.Decode(input, ref sink);
        var done = consumed == input.Length && (!isLast || sink.Room >= ByteDecoder.LeastRoom);
        if (done && isLast)
            _decoder.Finish(ref sink);
        written = sink.Written;
        return done;
    }

    /// <summary>Decodes a whole document. Costs a look at the bytes and no copy when they are valid UTF-8 already (plain ASCII in most encodings is).</summary>
    /// <param name="body">The document, byte order mark included.</param>
    /// <param name="charset">What <see cref="CharsetDetector"/> found.</param>
    public static Utf8Text ToUtf8(ReadOnlyMemory<byte> body, in CharsetDecision charset)
    {
        var text = body[charset.BomLength..];
        if (IsUtf8Already(text.Span, charset.Encoding))
            return new Utf8Text(text, null, 0);
        var decoder = new TextDecoder(charset.Encoding);
        var input = text.Span;
        var buffer = BytePool.Rent(Math.Max(256, (int)Math.Min(Array.MaxLength, input.Length + (input.Length / 4L))));
        var used = 0;
        while (true)
        {
            var done = decoder.Decode(input, buffer.AsSpan(used), true, out var consumed, out var written);
            input = input[consumed..];
            used += written;
            if (done)
                return new Utf8Text(buffer.AsMemory(0, used), buffer, decoder.Errors);
            buffer = Grow(buffer, used);
        }
    }

    private static bool IsUtf8Already(ReadOnlySpan<byte> text, WebEncoding encoding) => encoding.Kind switch
    {
        EncodingKind.Utf8 => Utf8.IsValid(text),
        EncodingKind.Utf16Be or EncodingKind.Utf16Le or EncodingKind.Replacement => text.IsEmpty,
        EncodingKind.Iso2022Jp => Ascii.IsValid(text) && !text.ContainsAny("\u000e\u000f\u001b"u8),
        _ => Ascii.IsValid(text),
    };

    private static byte[] Grow(byte[] buffer, int used)
    {
        var larger = BytePool.Rent(Math.Max(used + (used / 2), used + 1024));
        buffer.AsSpan(0, used).CopyTo(larger);
        BytePool.Return(buffer);
        return larger;
    }

    private static ByteDecoder Make(WebEncoding encoding) => encoding.Kind switch
    {
        EncodingKind.Utf8 => new Utf8Decoder(),
        EncodingKind.SingleByte => new SingleByteDecoder(LegacyIndexes.SingleByte(encoding.Table)),
        EncodingKind.Gb18030 => new Gb18030Decoder(),
        EncodingKind.Big5 => new Big5Decoder(),
        EncodingKind.EucJp => new EucJpDecoder(),
        EncodingKind.Iso2022Jp => new Iso2022JpDecoder(),
        EncodingKind.ShiftJis => new ShiftJisDecoder(),
        EncodingKind.EucKr => new EucKrDecoder(),
        EncodingKind.Replacement => new ReplacementDecoder(),
        EncodingKind.Utf16Be => new Utf16Decoder(true),
        EncodingKind.Utf16Le => new Utf16Decoder(false),
        EncodingKind.UserDefined => SingleByteDecoder.UserDefined(),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "No decoder."),
    };
}
