using System.Buffers.Binary;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Pages;

/// <summary>
/// The links of a page, packed: each with fingerprint, verdict, source, host and URL. The format travels between processes and into storage:
/// it is extend-only.
/// </summary>
/// <remarks>
/// All numbers are little-endian. Head: version (1 byte), length of a link's fixed part (1 byte), hosts (2 bytes), links (4 bytes). Then each host:
/// length (2 bytes), <c>scheme://name[:port]</c>. Then each link: its fixed part, then the URL. The fixed part of version 1: fingerprint (16 bytes),
/// <see cref="Reason"/> (1 byte), reserved (1 byte), <see cref="LinkSources"/> (2 bytes), host's number (2 bytes), length of the URL (2 bytes). A later
/// version may make the fixed part longer; readers skip what they do not know.
/// </remarks>
public static class LinkBlock
{
    /// <summary>The version that is written.</summary>
    public const byte Version = 1;

    /// <summary>Hosts that a block can hold.</summary>
    public const int MostHosts = ushort.MaxValue;

    /// <summary>The longest URL that a block can hold.</summary>
    public const int LongestUrl = ushort.MaxValue;

    internal const int HeadSize = 8;

    internal const int FixedSize = 24;

    /// <summary>
    /// Whether a block from elsewhere is whole: every length lies within it, every host number exists, every verdict is known. Readers rely on it.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty)
            return true;
        if (block.Length < HeadSize || block[0] < Version || block[1] < FixedSize)
            return false;
        int hosts = BinaryPrimitives.ReadUInt16LittleEndian(block[2..]);
        var links = BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
        var fixedSize = (int)block[1];
        var rest = block[HeadSize..];
        for (var i = 0; i < hosts; i++)
        {
            if (rest.Length < 2 || rest.Length - 2 < BinaryPrimitives.ReadUInt16LittleEndian(rest))
                return false;
            rest = rest[(2 + BinaryPrimitives.ReadUInt16LittleEndian(rest))..];
        }
        for (var i = 0u; i < links; i++)
        {
            if (rest.Length < fixedSize)
                return false;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(rest[22..]);
            if (rest.Length - fixedSize < length
                || BinaryPrimitives.ReadUInt16LittleEndian(rest[20..]) >= hosts
                || !Enum.IsDefined((Reason)rest[16]))
                return false;
            rest = rest[(fixedSize + length)..];
        }
        return rest.IsEmpty;
    }
}
