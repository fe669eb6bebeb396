namespace ActorCrawler.Core.Urls.Idna;

/// <summary>RFC 3492, without the <c>xn--</c> in front.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialN = 128;
    private const int MaxCodePoint = 0x10FFFF;

    /// <summary>Appends the code points that ASCII text stands for; false when it is not valid.</summary>
    public static bool TryDecode(ReadOnlySpan<int> text, List<int> output)
    {
        var start = output.Count;
        var delimiter = text.LastIndexOf('-');
        if (delimiter > 0)
        {
            output.AddRange(text[..delimiter]);
            text = text[(delimiter + 1)..];
        }
        int n = InitialN, i = 0, bias = InitialBias;
        while (!text.IsEmpty)
        {
            var before = i;
            if (!TryReadDelta(ref text, bias, ref i))
                return false;
            var count = output.Count - start + 1;
            bias = Adapt(i - before, count, before == 0);
            if (n > MaxCodePoint - i / count)
                return false;
            n += i / count;
            if (n is >= 0xD800 and <= 0xDFFF)
                return false;
            i %= count;
            output.Insert(start + i++, n);
        }
        return true;
    }

    /// <summary>Appends the ASCII form of a label.</summary>
    public static void Encode(ReadOnlySpan<int> label, UrlBuffer output)
    {
        var handled = 0;
        foreach (var codePoint in label)
        {
            if (codePoint >= InitialN)
                continue;
            output.Append((byte)codePoint);
            handled++;
        }
        var basic = handled;
        if (basic > 0)
            output.Append((byte)'-');
        // A label of at most 4,096 × 18 code points keeps delta within 17 bits × 21 bits: long, and never too long.
        long delta = 0;
        int n = InitialN, bias = InitialBias;
        while (handled < label.Length)
        {
            var next = int.MaxValue;
            foreach (var codePoint in label)
            {
                if (codePoint >= n && codePoint < next)
                    next = codePoint;
            }
            delta += (long)(next - n) * (handled + 1);
            n = next;
            foreach (var codePoint in label)
            {
                if (codePoint < n)
                    delta++;
                if (codePoint != n)
                    continue;
                WriteDelta(delta, bias, output);
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }
            delta++;
            n++;
        }
    }

    private static bool TryReadDelta(ref ReadOnlySpan<int> text, int bias, ref int i)
    {
        long value = i;
        long weight = 1;
        for (var k = Base; ; k += Base)
        {
            if (text.IsEmpty || Value(text[0]) is not (>= 0 and var digit))
                return false;
            text = text[1..];
            value += digit * weight;
            if (value > int.MaxValue)
                return false;
            var t = Math.Clamp(k - bias, TMin, TMax);
            if (digit < t)
                break;
            weight *= Base - t;
            if (weight > int.MaxValue)
                return false;
        }
        i = (int)value;
        return true;
    }

    private static void WriteDelta(long delta, int bias, UrlBuffer output)
    {
        for (var k = Base; ; k += Base)
        {
            var t = Math.Clamp(k - bias, TMin, TMax);
            if (delta < t)
            {
                output.Append(Digit((int)delta));
                return;
            }
            output.Append(Digit((int)(t + (delta - t) % (Base - t))));
            delta = (delta - t) / (Base - t);
        }
    }

    private static int Adapt(long delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base)
            delta /= Base - TMin;
        return (int)(k + (Base - TMin + 1) * delta / (delta + Skew));
    }

    private static byte Digit(int value) => (byte)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int Value(int c) => c switch
    {
        >= 'a' and <= 'z' => c - 'a',
        >= 'A' and <= 'Z' => c - 'A',
        >= '0' and <= '9' => c - '0' + 26,
        _ => -1,
    };
}
