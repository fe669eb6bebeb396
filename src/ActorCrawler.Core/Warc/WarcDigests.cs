using System.Security.Cryptography;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Warc;

/// <summary>Compares the digests that a record states with those of its bytes.</summary>
internal static class WarcDigests
{
    /// <summary>Checks a record whose block is whole.</summary>
    /// <param name="record">The record.</param>
    /// <param name="problems">Gets what differs.</param>
    /// <returns>Null when nothing is stated, or nothing that is known here.</returns>
    public static bool? Check(WarcRecord record, List<string> problems)
    {
        if (record.Type == "revisit")
            return null;
        var block = Check("block", record.First("WARC-Block-Digest"), record.Block.Span, problems);
        var payload = Check("payload", record.First("WARC-Payload-Digest"), Payload(record).Span, problems);
        return block is null && payload is null ? null : block != false && payload != false;
    }

    /// <summary>What is behind the HTTP head, as archived; for records that hold no HTTP, the block.</summary>
    private static ReadOnlyMemory<byte> Payload(WarcRecord record)
    {
        if (!record.IsHttp)
            return record.Block;
        var head = record.Type == "request" ? HttpHead.ParseRequest(record.Block.Span, lenient: true) : HttpHead.ParseResponse(record.Block.Span, lenient: true);
        return head is null ? record.Block : record.Block[head.Length..];
    }

    // Base 32 is usual; writers have used hexadecimal and both forms of base 64 as well.
    private static bool IsWritten(byte[] digest, string value) =>
        value.Equals(Base32.Encode(digest), StringComparison.OrdinalIgnoreCase)
        || value.Equals(Convert.ToHexString(digest), StringComparison.OrdinalIgnoreCase)
        || value.Replace('-', '+').Replace('_', '/') == Convert.ToBase64String(digest).TrimEnd('=');

    private static bool? Check(string what, string? stated, ReadOnlySpan<byte> bytes, List<string> problems)
    {
        var colon = stated?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0)
            return null;
        byte[] digest;
        switch (stated![..colon].ToLowerInvariant())
        {
            case "sha1" or "sha-1":
                digest = SHA1.HashData(bytes);
                break;
            case "sha256" or "sha-256":
                digest = SHA256.HashData(bytes);
                break;
            case "md5":
                digest = MD5.HashData(bytes);
                break;
            default:
                return null;
        }
        if (IsWritten(digest, stated[(colon + 1)..].Trim().TrimEnd('=')))
            return true;
        problems.Add($"{what} digest failed: {stated}");
        return false;
    }
}
