using System.Runtime.InteropServices;

namespace ActorCrawler.Core.Urls.Idna;

/// <summary>Normalization form C (Unicode standard, section 3.11; UAX 15).</summary>
internal static class Nfc
{
    /// <summary>Everything below the combining marks is in form C and composes with nothing before it.</summary>
    private const int FirstOfInterest = 0x300;

    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int HangulCount = LeadCount * VowelCount * TrailCount;

    /// <summary>Whether nothing in the text can change under normalisation; false means "normalise and see".</summary>
    public static bool IsTrivially(ReadOnlySpan<int> text) => text.IndexOfAnyExceptInRange(0, FirstOfInterest - 1) < 0;

    /// <summary>Appends the normalised text.</summary>
    public static void Append(ReadOnlySpan<int> text, List<int> output)
    {
        var start = output.Count;
        foreach (var codePoint in text)
            Decompose(codePoint, output);
        var written = CollectionsMarshal.AsSpan(output)[start..];
        Order(written);
        var length = Compose(written);
        output.RemoveRange(start + length, written.Length - length);
    }

    private static void Decompose(int codePoint, List<int> output)
    {
        if (codePoint < FirstOfInterest && codePoint < 0xC0)
        {
            output.Add(codePoint);
            return;
        }
        if (codePoint - HangulBase is >= 0 and < HangulCount and var syllable)
        {
            output.Add(LeadBase + syllable / (VowelCount * TrailCount));
            output.Add(VowelBase + syllable % (VowelCount * TrailCount) / TrailCount);
            if (syllable % TrailCount != 0)
                output.Add(TrailBase + syllable % TrailCount);
            return;
        }
        if (!IdnaTables.TryDecompose(codePoint, out var first, out var second))
        {
            output.Add(codePoint);
            return;
        }
        // At most four steps deep: the data has no longer chain.
        Decompose(first, output);
        if (second != 0)
            Decompose(second, output);
    }

    /// <summary>Canonical ordering: marks between starters, stably by combining class.</summary>
    private static void Order(Span<int> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            var moved = text[i];
            var combining = Class(moved);
            if (combining == 0)
                continue;
            var to = i;
            while (to > 0 && Class(text[to - 1]) > combining)
            {
                text[to] = text[to - 1];
                to--;
            }
            text[to] = moved;
        }
    }

    /// <summary>Canonical composition in place; returns the new length.</summary>
    private static int Compose(Span<int> text)
    {
        var length = 0;
        var starter = -1;
        var lastClass = -1;
        foreach (var codePoint in text)
        {
            var combining = Class(codePoint);
            // A mark is blocked from its starter by anything in between of its own class or higher, or of class 0.
            if (starter >= 0 && lastClass < combining && TryPair(text[starter], codePoint, out var composite))
            {
                text[starter] = composite;
                continue;
            }
            if (combining == 0)
            {
                starter = length;
                lastClass = -1;
            }
            else
            {
                lastClass = combining;
            }
            text[length++] = codePoint;
        }
        return length;
    }

    private static bool TryPair(int first, int second, out int composite)
    {
        if (first - LeadBase is >= 0 and < LeadCount and var lead && second - VowelBase is >= 0 and < VowelCount and var vowel)
        {
            composite = HangulBase + (lead * VowelCount + vowel) * TrailCount;
            return true;
        }
        if (first - HangulBase is >= 0 and < HangulCount and var syllable && syllable % TrailCount == 0
            && second - TrailBase is > 0 and < TrailCount and var trail)
        {
            composite = HangulBase + syllable + trail;
            return true;
        }
        return IdnaTables.TryCompose(first, second, out composite);
    }

    private static int Class(int codePoint) => codePoint < FirstOfInterest ? 0 : IdnaTables.Properties(codePoint).CombiningClass;
}
