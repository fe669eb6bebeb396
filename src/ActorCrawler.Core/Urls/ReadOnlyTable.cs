using System.Buffers.Binary;

namespace ActorCrawler.Core.Urls;

/// <summary>Bytes of an embedded table, read as little-endian numbers.</summary>
internal readonly unsafe struct ReadOnlyTable(byte* bytes, int length)
{
    public ReadOnlySpan<byte> Bytes => new(bytes, length);

    public int Int32(int offset) => BinaryPrimitives.ReadInt32LittleEndian(Bytes[offset..]);

    public ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(Bytes[offset..]);
}
