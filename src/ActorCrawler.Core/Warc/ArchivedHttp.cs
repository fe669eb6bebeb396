using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Warc;

/// <summary>An HTTP answer as an archive holds it.</summary>
/// <param name="Head">Its head.</param>
/// <param name="Body">Its body, chunked framing undone where there is any, content codings still on.</param>
public sealed record ArchivedHttp(HttpHead Head, ReadOnlyMemory<byte> Body)
{
    /// <summary>Reads the answer in a record; null when there is none.</summary>
    public static ArchivedHttp? Read(WarcRecord record)
    {
        if (!record.IsHttp || HttpHead.ParseResponse(record.Block.Span, lenient: true) is not { } head)
            return null;
        var body = record.Block[head.Length..];
        var isChunked = head.Values("Transfer-Encoding").Any(value => value.Contains("chunked", StringComparison.OrdinalIgnoreCase));
        return new ArchivedHttp(head, isChunked && ChunkedBody.TryRead(body.Span, out var whole) ? whole : body);
    }
}
