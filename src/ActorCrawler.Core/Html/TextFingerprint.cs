using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace ActorCrawler.Core.Html;

/// <summary>
/// A page's fingerprint by its text, 64 bits (Charikar's simhash): pages of nearly the same text differ in few bits. A bit is what the features of the text,
/// weighed by their length, have mostly; features are the texts between tags (of long ones, the clauses), without regard to their order. Markup, scripts and
/// styles do not count.
/// </summary>
/// <remarks>
/// It is stored and compared between processes: another way to take features needs another name. References (<c>&amp;amp;</c>) count as written.
/// </remarks>
internal sealed class TextFingerprint
{
    /// <summary>Shorter texts (menu entries, table cells) say little about a page, and are most of its texts: they do not count.</summary>
    public const int ShortestFeature = 16;

    private const int LongestFeature = 256;
    private const int MostWeight = 16;

    // So many features of the greatest weight fit into 16 bits.
    private const int MostPending = short.MaxValue / MostWeight;

    private static readonly SearchValues<byte> Separators = SearchValues.Create(".,;:!?\n\t\r"u8);

    private static readonly Vector256<short> Bits = Vector256.Create(
        1, 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5, 1 << 6, 1 << 7, 1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, short.MinValue);

    private readonly int[] _sums = new int[64];
    private Vector256<short> _sum0;
    private Vector256<short> _sum1;
    private Vector256<short> _sum2;
    private Vector256<short> _sum3;
    private int _pending;
    private bool _hasFeatures;

    /// <summary>The fingerprint of the text so far; 0 when there is none.</summary>
    public ulong Value
    {
        get
        {
            if (!_hasFeatures)
                return 0;
            Settle();
            var value = 0ul;
            for (var bit = 0; bit < 64; bit++)
                value |= _sums[bit] > 0 ? 1ul << bit : 0;
            return value;
        }
    }

    /// <summary>Starts on another page.</summary>
    public void Clear()
    {
        Array.Clear(_sums);
        _sum0 = _sum1 = _sum2 = _sum3 = default;
        _pending = 0;
        _hasFeatures = false;
    }

    /// <summary>Adds the text between two tags.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && HtmlBytes.IsSpace(text[0]))
            text = text.TrimStart(" \t\n\f\r"u8);
        if (text.Length > LongestFeature)
            AddLong(text);
        else if (text.Length >= ShortestFeature)
            AddFeature(Hash(text), 1 + (text.Length / 8));
    }

    // One word changed should not change all of a long text: its clauses are features of their own.
    private void AddLong(ReadOnlySpan<byte> text)
    {
        foreach (var range in text.SplitAny(Separators))
        {
            var clause = text[range];
            if (clause.Length >= ShortestFeature)
                AddFeature(Hash(clause), 1 + (clause.Length / 8));
        }
    }

    // Four samples and the length: as good as all bytes for telling texts of pages apart, at a cost that does not grow with them.
    private static ulong Hash(ReadOnlySpan<byte> feature)
    {
        const ulong multiplier = 0x9FB21C651E98DF25;
        var a = BinaryPrimitives.ReadUInt64LittleEndian(feature)
            ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(feature[(feature.Length / 3)..]), 19);
        var b = BinaryPrimitives.ReadUInt64LittleEndian(feature[^8..])
            ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(feature[(feature.Length / 2)..]), 41);
        var hash = (a ^ (ulong)feature.Length) * multiplier;
        hash = (hash ^ (hash >> 32) ^ b) * multiplier;
        hash = (hash ^ (hash >> 29)) * multiplier;
        return hash ^ (hash >> 32);
    }

    private void AddFeature(ulong hash, int length)
    {
        var weight = Vector256.Create((short)Math.Min(MostWeight, length));
        _sum0 += Signed((short)hash, weight);
        _sum1 += Signed((short)(hash >> 16), weight);
        _sum2 += Signed((short)(hash >> 32), weight);
        _sum3 += Signed((short)(hash >> 48), weight);
        _hasFeatures = true;
        if (++_pending == MostPending)
            Settle();
    }

    private static Vector256<short> Signed(short bits, Vector256<short> weight)
    {
        var isSet = Vector256.Equals(Vector256.Create(bits) & Bits, Bits);
        return Vector256.ConditionalSelect(isSet, weight, -weight);
    }

    private void Settle()
    {
        for (var i = 0; i < 16; i++)
        {
            _sums[i] += _sum0[i];
            _sums[i + 16] += _sum1[i];
            _sums[i + 32] += _sum2[i];
            _sums[i + 48] += _sum3[i];
        }
        _sum0 = _sum1 = _sum2 = _sum3 = default;
        _pending = 0;
    }
}
