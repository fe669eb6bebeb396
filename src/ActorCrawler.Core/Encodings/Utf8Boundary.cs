namespace ActorCrawler.Core.Encodings;

/// <summary>Finds where UTF-8 text can be split.</summary>
internal static class Utf8Boundary
{
    /// <summary>The text without a sequence at its end that needs more bytes than there are.</summary>
    public static ReadOnlySpan<byte> TrimCutSequence(ReadOnlySpan<byte> text)
    {
        for (var cut = 1; cut <= 3 && cut <= text.Length; cut++)
        {
            var b = text[^cut];
            if ((b & 0xC0) == 0x80)
                continue;
            var length = b switch { >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF5 => 4, _ => 1 };
            return length > cut ? text[..^cut] : text;
        }
        return text;
    }
}
