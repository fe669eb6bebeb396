using System.Text;

namespace ActorCrawler.Core.Warc;

/// <summary>
/// Brings heads into the form in which an archive keeps them. Readers of archives know HTTP/1 alone, and undo chunked framing where
/// Transfer-Encoding announces it, which is undone here already. Credentials are nobody's business.
/// </summary>
internal static class WarcHeads
{
    private static readonly string[] Credentials = ["Authorization", "Proxy-Authorization", "Cookie"];

    /// <summary>The request's head, and how it differs from what was sent.</summary>
    public static (ReadOnlyMemory<byte> Head, string? Remark) Request(ReadOnlyMemory<byte> head, bool isRebuilt) =>
        Write(head, isRebuilt ? ["put together from what was sent"] : [], Credentials, head.Span.IndexOf((byte)'\n') + 1, null);

    /// <summary>The response's head, and how it differs from what was received.</summary>
    public static (ReadOnlyMemory<byte> Head, string? Remark) Response(ReadOnlyMemory<byte> head, bool isRebuilt)
    {
        var span = head.Span;
        var end = span.IndexOf((byte)'\n') + 1;
        var isHttp2 = span.StartsWith("HTTP/2"u8) || span.StartsWith("HTTP/3"u8);
        List<string> remarks = isRebuilt ? [isHttp2 ? $"put together from {Encoding.Latin1.GetString(span[..6])}" : "put together from what was received"] : [];
        return Write(head, remarks, ["Transfer-Encoding"], end, isHttp2 ? StatusLine(span[..end]) : null);
    }

    private static byte[] StatusLine(ReadOnlySpan<byte> line)
    {
        var status = Encoding.Latin1.GetString(line.TrimEnd("\r\n"u8)).Split(' ', 3)[1];
        return Encoding.Latin1.GetBytes($"HTTP/1.1 {status} {ReasonPhrases.Of(status)}\r\n");
    }

    // Fields are told by their lines, with those that continue them: what stays, stays as it was received, byte for byte.
    private static (ReadOnlyMemory<byte> Head, string? Remark) Write(
        ReadOnlyMemory<byte> head, List<string> remarks, ReadOnlySpan<string> without, int firstField, byte[]? startLine)
    {
        var span = head.Span;
        List<(int Start, int End)>? removed = null;
        var skips = false;
        for (var at = firstField; at < span.Length;)
        {
            var length = span[at..].IndexOf((byte)'\n') is >= 0 and var line ? line + 1 : span.Length - at;
            var isContinued = span[at] is (byte)' ' or (byte)'\t';
            if (!isContinued)
            {
                skips = IsNamed(span.Slice(at, length), without, out var name);
                if (skips)
                    remarks.Add($"without {name}");
            }
            if (skips)
                (removed ??= []).Add((at, at + length));
            at += length;
        }
        if (remarks.Count == 0)
            return (head, null);
        var result = new List<byte>(span.Length);
        result.AddRange(startLine ?? span[..firstField]);
        var from = firstField;
        foreach (var (start, end) in removed ?? [])
        {
            result.AddRange(span[from..start]);
            from = end;
        }
        result.AddRange(span[from..]);
        return (result.ToArray(), string.Join("; ", remarks.Distinct()));
    }

    private static bool IsNamed(ReadOnlySpan<byte> line, ReadOnlySpan<string> names, out string found)
    {
        found = "";
        var colon = line.IndexOf((byte)':');
        if (colon < 0)
            return false;
        var name = line[..colon].Trim(" \t"u8);
        foreach (var candidate in names)
        {
            if (name.Length != candidate.Length || !Ascii.EqualsIgnoreCase(name, candidate))
                continue;
            found = candidate;
            return true;
        }
        return false;
    }
}
