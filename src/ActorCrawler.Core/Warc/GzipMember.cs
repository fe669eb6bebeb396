using System.IO.Compression;

namespace ActorCrawler.Core.Warc;

/// <summary>Makes gzip members (RFC 1952), which may stand one behind the other in a file.</summary>
public static class GzipMember
{
    /// <summary>One member with the parts in it, in an array of its own.</summary>
    public static byte[] Compress(params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        var total = 0;
        foreach (var part in parts)
            total += part.Length;
        using var to = new MemoryStream(256 + total / 3);
        using (var gzip = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var part in parts)
                gzip.Write(part.Span);
        }
        return to.ToArray();
    }
}
