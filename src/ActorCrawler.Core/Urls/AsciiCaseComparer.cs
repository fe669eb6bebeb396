using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>Compares bytes with ASCII letters folded, and looks arrays up by spans.</summary>
internal sealed class AsciiCaseComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly AsciiCaseComparer Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Ascii.EqualsIgnoreCase(x, y));

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => Ascii.EqualsIgnoreCase(alternate, other);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    // Folding with one OR merges a few other characters too, which only costs a comparison. Names come from the settings and are few, so a
    // stranger cannot fill a bucket.
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = (uint)alternate.Length;
        foreach (var c in alternate)
            hash = (hash ^ (c | 0x20u)) * 16777619u;
        return (int)(hash ^ (hash >> 15));
    }

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
