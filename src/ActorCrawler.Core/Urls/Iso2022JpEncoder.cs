using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// The Encoding standard's ISO-2022-JP encoder (section 12.2.2), a state machine over three character sets; .NET's differs in when it shifts
/// and knows no Roman set. The characters of JIS X 0208 come from .NET's code page.
/// </summary>
internal sealed class Iso2022JpEncoder(Encoding codePage)
{
    /// <summary>Full-width forms of U+FF61 to U+FF9F, which the standard writes in their stead.</summary>
    private const string Katakana = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

    private const int Replacement = 0xFFFD;

    private State _state;

    private enum State
    {
        Ascii,
        Roman,
        Jis0208,
    }

    public void Reset() => _state = State.Ascii;

    /// <summary>Writes a character with the shifts that it needs, and returns how many bytes.</summary>
    /// <param name="rune">The character; becomes U+FFFD where the standard reports that one instead.</param>
    /// <param name="output">Room for at least 16 bytes.</param>
    /// <returns>0 when there are no bytes for the character.</returns>
    public int Encode(ref Rune rune, Span<byte> output)
    {
        var c = rune.Value;
        if (c is 0x0E or 0x0F or 0x1B)
        {
            // These would shift by themselves.
            rune = new Rune(Replacement);
            return 0;
        }
        if (c < 0x80)
            return Single((byte)c, _state == State.Roman && c is not (0x5C or 0x7E) ? State.Roman : State.Ascii, output);
        if (c is 0xA5 or 0x203E)
            return Single((byte)(c == 0xA5 ? 0x5C : 0x7E), State.Roman, output);
        if (c == 0x2212)
            c = 0xFF0D;
        if (c is >= 0xFF61 and <= 0xFF9F)
            c = Katakana[c - 0xFF61];
        return TryJis(c, out var lead, out var trail) ? Double(lead, trail, output) : 0;
    }

    /// <summary>Writes the shift back to ASCII that ends a text, and returns how many bytes.</summary>
    public int Finish(Span<byte> output) => Shift(State.Ascii, output);

    private int Single(byte value, State state, Span<byte> output)
    {
        var written = Shift(state, output);
        output[written] = value;
        return written + 1;
    }

    private int Double(byte lead, byte trail, Span<byte> output)
    {
        var written = Shift(State.Jis0208, output);
        output[written] = lead;
        output[written + 1] = trail;
        return written + 2;
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

    private bool TryJis(int c, out byte lead, out byte trail)
    {
        lead = trail = 0;
        if (c > char.MaxValue)
            return false;
        Span<byte> bytes = stackalloc byte[32];
        var written = codePage.GetBytes([(char)c], bytes);
        if (written < 5 || !bytes.StartsWith("\u001b$B"u8))
            return false;
        lead = bytes[3];
        trail = bytes[4];
        return true;
    }
}
