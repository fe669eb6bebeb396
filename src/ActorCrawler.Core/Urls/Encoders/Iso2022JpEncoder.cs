namespace ActorCrawler.Core.Urls.Encoders;

/// <summary>The encoder of ISO-2022-JP (section 12.2.2): a state machine over three character sets.</summary>
internal sealed class Iso2022JpEncoder : LegacyEncoder
{
    /// <summary>Index ISO-2022-JP katakana: the full-width forms of U+FF61 to U+FF9F.</summary>
    private const string Katakana = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

    private const int Replacement = 0xFFFD;

    private State _state;

    private enum State
    {
        Ascii,
        Roman,
        Jis0208,
    }

    public override bool Shifts => true;

    public override int Encode(int codePoint, Span<byte> output, out int unknown)
    {
        if (codePoint < 0x80)
        {
            // In the Roman set the backslash and the tilde are other characters.
            var state = _state == State.Roman && codePoint is not (0x5C or 0x7E) ? State.Roman : State.Ascii;
            if (codePoint is 0x0E or 0x0F or 0x1B)
            {
                // These would shift by themselves; the standard reports U+FFFD in their stead.
                unknown = Replacement;
                return _state == State.Jis0208 ? Shift(State.Ascii, output) : 0;
            }
            return InState(state, codePoint, output, out unknown);
        }
        if (codePoint is 0xA5 or 0x203E)
            return InState(State.Roman, codePoint == 0xA5 ? 0x5C : 0x7E, output, out unknown);
        var wanted = codePoint switch
        {
            0x2212 => 0xFF0D,
            >= 0xFF61 and <= 0xFF9F => Katakana[codePoint - 0xFF61],
            _ => codePoint,
        };
        if (!ReverseIndex.Jis0208.TryGetValue(wanted, out var pointer))
        {
            unknown = wanted;
            return _state == State.Jis0208 ? Shift(State.Ascii, output) : 0;
        }
        var written = Shift(State.Jis0208, output);
        return written + Two((pointer / 94) + 0x21, (pointer % 94) + 0x21, output[written..], out unknown);
    }

    public override int Finish(Span<byte> output) => Shift(State.Ascii, output);

    private int InState(State state, int value, Span<byte> output, out int unknown)
    {
        var written = Shift(state, output);
        return written + One(value, output[written..], out unknown);
    }

    private int Shift(State state, Span<byte> output)
    {
        if (state == _state)
            return 0;
        _state = state;
        var shift = state switch { State.Ascii => "\u001b(B"u8, State.Roman => "\u001b(J"u8, _ => "\u001b$B"u8 };
        shift.CopyTo(output);
        return shift.Length;
    }
}
