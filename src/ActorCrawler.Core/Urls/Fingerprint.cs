using System.Buffers.Binary;
using System.Globalization;

namespace ActorCrawler.Core.Urls;

/// <summary>A URL's identity within a job: 128 bits, by which a URL is recognised again. Ordered as its bytes are.</summary>
/// <param name="High">The first eight bytes, big-endian.</param>
/// <param name="Low">The last eight bytes, big-endian.</param>
public readonly record struct Fingerprint(ulong High, ulong Low) : IComparable<Fingerprint>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 16;

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <param name="bytes">At least 16 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public static Fingerprint Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>Writes 16 bytes.</summary>
    /// <param name="bytes">Room for at least 16 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less room.</exception>
    public void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    /// <summary>The 16 bytes in an array of their own.</summary>
    public byte[] ToByteArray()
    {
        var bytes = new byte[Size];
        WriteTo(bytes);
        return bytes;
    }

    /// <summary>The order of the bytes.</summary>
    public int CompareTo(Fingerprint other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    // The bits are evenly spread already, and keyed: any 32 of them will do.
    /// <inheritdoc/>
    public override int GetHashCode() => (int)High;

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");
}
