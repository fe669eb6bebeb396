using System.Runtime.InteropServices;
using System.Text;

namespace ActorCrawler.Core.Urls.Idna;

/// <summary>
/// UTS 46 ToASCII with the flags of the URL standard ("domain to ASCII", beStrict false): CheckHyphens false, CheckBidi true, CheckJoiners
/// true, UseSTD3ASCIIRules false, nontransitional, VerifyDnsLength false. Not thread-safe: it keeps scratch lists.
/// </summary>
internal sealed class DomainToAscii
{
    private const int Dot = '.';

    private readonly List<int> _mapped = [];
    private readonly List<int> _normalised = [];
    private readonly List<int> _decoded = [];
    private readonly List<int> _check = [];

    /// <summary>Appends the ASCII form of a domain (UTF-8); false when the domain is not valid or comes to nothing.</summary>
    public bool TryConvert(ReadOnlySpan<byte> domain, UrlBuffer output)
    {
        if (!TryMap(domain))
            return false;
        var text = CollectionsMarshal.AsSpan(_mapped);
        if (!Nfc.IsTrivially(text))
        {
            _normalised.Clear();
            Nfc.Append(text, _normalised);
            text = CollectionsMarshal.AsSpan(_normalised);
        }
        if (text.IsEmpty || !TryDecodeLabels(text))
            return false;
        Write(output);
        return true;
    }

    private bool TryMap(ReadOnlySpan<byte> domain)
    {
        _mapped.Clear();
        while (!domain.IsEmpty)
        {
            Rune.DecodeFromUtf8(domain, out var rune, out var consumed);
            domain = domain[consumed..];
            switch (IdnaTables.Properties(rune.Value).Status)
            {
                case IdnaStatus.Valid:
                    _mapped.Add(rune.Value);
                    break;
                case IdnaStatus.Mapped:
                    IdnaTables.AppendMapping(rune.Value, _mapped);
                    break;
                case IdnaStatus.Disallowed:
                    return false;
            }
        }
        return true;
    }

    /// <summary>Decodes and validates every label; the whole domain in Unicode form is then in <see cref="_decoded"/>.</summary>
    private bool TryDecodeLabels(ReadOnlySpan<int> domain)
    {
        _decoded.Clear();
        var isBidi = false;
        foreach (var range in domain.Split(Dot))
        {
            if (range.Start.Value > 0)
                _decoded.Add(Dot);
            var start = _decoded.Count;
            var label = domain[range];
            if (StartsWithPunycode(label))
            {
                if (label.IndexOfAnyExceptInRange(0, 0x7F) >= 0 || !Punycode.TryDecode(label[4..], _decoded))
                    return false;
                // Punycode that says nothing, or nothing but ASCII, is no second spelling of the same label.
                var decoded = CollectionsMarshal.AsSpan(_decoded)[start..];
                if (decoded.IndexOfAnyExceptInRange(0, 0x7F) < 0 || StartsWithPunycode(decoded) || !IsNormalised(decoded))
                    return false;
            }
            else
            {
                _decoded.AddRange(label);
            }
            var unicode = CollectionsMarshal.AsSpan(_decoded)[start..];
            if (!IsValid(unicode))
                return false;
            foreach (var codePoint in unicode)
                isBidi |= BidiRule.Triggers(codePoint);
        }
        return !isBidi || AllLabelsFollowBidiRule(CollectionsMarshal.AsSpan(_decoded));
    }

    private bool IsNormalised(ReadOnlySpan<int> label)
    {
        if (Nfc.IsTrivially(label))
            return true;
        _check.Clear();
        Nfc.Append(label, _check);
        return label.SequenceEqual(CollectionsMarshal.AsSpan(_check));
    }

    private static bool IsValid(ReadOnlySpan<int> label)
    {
        if (label.IsEmpty)
            return true;
        if (IdnaTables.Properties(label[0]).IsMark)
            return false;
        foreach (var codePoint in label)
        {
            if (IdnaTables.Properties(codePoint).Status != IdnaStatus.Valid)
                return false;
        }
        return JoinerRule.Allows(label);
    }

    private static bool AllLabelsFollowBidiRule(ReadOnlySpan<int> domain)
    {
        foreach (var range in domain.Split(Dot))
        {
            var label = domain[range];
            if (!label.IsEmpty && !BidiRule.Allows(label))
                return false;
        }
        return true;
    }

    private void Write(UrlBuffer output)
    {
        ReadOnlySpan<int> domain = CollectionsMarshal.AsSpan(_decoded);
        foreach (var range in domain.Split(Dot))
        {
            if (range.Start.Value > 0)
                output.Append((byte)'.');
            var label = domain[range];
            if (label.IndexOfAnyExceptInRange(0, 0x7F) >= 0)
            {
                output.Append("xn--"u8);
                Punycode.Encode(label, output);
                continue;
            }
            foreach (var codePoint in label)
                output.Append((byte)codePoint);
        }
    }

    private static bool StartsWithPunycode(ReadOnlySpan<int> label) =>
        label.Length >= 4 && label[0] == 'x' && label[1] == 'n' && label[2] == '-' && label[3] == '-';
}
