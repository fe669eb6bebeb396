using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ActorCrawler.Core.Warc;

/// <summary>
/// Writes records of WARC 1.1 (ISO 28500:2017), each as a gzip member of its own. Digests are SHA-1 in base 32, as indexes of archives have them.
/// Ids are arguments: chance is the caller's.
/// </summary>
public static class WarcWriter
{
    private const string RevisitProfile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
    private const string HttpRequest = "application/http;msgtype=request";
    private const string HttpResponse = "application/http;msgtype=response";
    private const string WarcFields = "application/warc-fields";

    /// <summary>The first record of a file: who wrote it, and how.</summary>
    /// <param name="id">The record's id.</param>
    /// <param name="at">When the file was begun.</param>
    /// <param name="fileName">The file's name.</param>
    /// <param name="fields">Names and values, in their order.</param>
    public static byte[] Info(Guid id, DateTimeOffset at, string fileName, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var block = Fields(fields);
        var head = Start("warcinfo", id, at);
        Field(head, "WARC-Filename", fileName);
        return Finish(head, WarcFields, block);
    }

    /// <summary>The records of an exchange.</summary>
    /// <param name="exchange">What was sent and received.</param>
    /// <param name="responseId">The id of the response's record.</param>
    /// <param name="requestId">The id of the request's record.</param>
    public static WarcCapture Capture(in ArchivedExchange exchange, Guid responseId, Guid requestId)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(exchange.At.ToUnixTimeMilliseconds());
        var (responseHead, responseRemark) = WarcHeads.Response(exchange.ResponseHead, exchange.ResponseIsRebuilt);
        var (requestHead, requestRemark) = WarcHeads.Request(exchange.RequestHead, exchange.RequestIsRebuilt);
        var payload = SHA1.HashData(exchange.Body.Span);

        var response = Start("response", responseId, at);
        Target(response, exchange.Url, exchange.Address);
        Truncated(response, exchange.Truncation);
        Remark(response, responseRemark);
        Field(response, "WARC-Payload-Digest", Digest(payload));

        var request = Start("request", requestId, at);
        Target(request, exchange.Url, exchange.Address);
        Field(request, "WARC-Concurrent-To", Urn(responseId));
        Remark(request, requestRemark);

        return new WarcCapture
        {
            Url = exchange.Url,
            At = at,
            Address = exchange.Address,
            Id = responseId,
            Response = Finish(response, HttpResponse, responseHead, exchange.Body),
            Request = Finish(request, HttpRequest, requestHead),
            Head = responseHead.ToArray(),
            HeadRemark = responseRemark,
            PayloadDigest = payload,
            PayloadLength = exchange.Body.Length,
            Truncation = exchange.Truncation,
        };
    }

    /// <summary>What stands in place of a response whose body is in the archive already.</summary>
    /// <param name="capture">The exchange.</param>
    /// <param name="originalUrl">The URL whose response has that body.</param>
    /// <param name="originalAt">The date of that response.</param>
    public static byte[] Revisit(WarcCapture capture, string originalUrl, DateTimeOffset originalAt)
    {
        var head = Start("revisit", capture.Id, capture.At);
        Target(head, capture.Url, capture.Address);
        Field(head, "WARC-Profile", RevisitProfile);
        Field(head, "WARC-Refers-To-Target-URI", originalUrl);
        Field(head, "WARC-Refers-To-Date", Date(originalAt));
        Truncated(head, capture.Truncation);
        Remark(head, capture.HeadRemark);
        Field(head, "WARC-Payload-Digest", Digest(capture.PayloadDigest.Span));
        return Finish(head, HttpResponse, capture.Head);
    }

    /// <summary>What the crawl knows of an exchange beside what was sent and received.</summary>
    /// <param name="id">The record's id.</param>
    /// <param name="capture">The exchange.</param>
    /// <param name="fields">Names and values, in their order.</param>
    public static byte[] Metadata(Guid id, WarcCapture capture, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var head = Start("metadata", id, capture.At);
        Field(head, "WARC-Target-URI", capture.Url);
        Field(head, "WARC-Concurrent-To", Urn(capture.Id));
        return Finish(head, WarcFields, Fields(fields));
    }

    /// <summary>A date as WARC writes it, in milliseconds.</summary>
    internal static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Urn(Guid id) => $"<urn:uuid:{id:D}>";

    private static string Digest(ReadOnlySpan<byte> sha1) => "sha1:" + Base32.Encode(sha1);

    private static StringBuilder Start(string type, Guid id, DateTimeOffset at)
    {
        var head = new StringBuilder("WARC/1.1\r\n", 700);
        Field(head, "WARC-Type", type);
        Field(head, "WARC-Record-ID", Urn(id));
        Field(head, "WARC-Date", Date(at));
        return head;
    }

    private static void Target(StringBuilder head, string url, string? address)
    {
        Field(head, "WARC-Target-URI", url);
        if (address is not null)
            Field(head, "WARC-IP-Address", address);
    }

    private static void Truncated(StringBuilder head, WarcTruncation truncation)
    {
        if (truncation != WarcTruncation.None)
            Field(head, "WARC-Truncated", truncation.ToString().ToLowerInvariant());
    }

    // WARC has no field for this; readers pass over fields that they do not know.
    private static void Remark(StringBuilder head, string? remark)
    {
        if (remark is not null)
            Field(head, "ActorCrawler-Head", $"reconstructed; {remark}");
    }

    private static void Field(StringBuilder head, string name, string value) => head.Append(name).Append(": ").Append(value).Append("\r\n");

    private static byte[] Fields(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
            Field(text, name, value.ReplaceLineEndings(" "));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Finish(StringBuilder head, string contentType, ReadOnlyMemory<byte> block, ReadOnlyMemory<byte> more = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(block.Span);
        hash.AppendData(more.Span);
        Field(head, "WARC-Block-Digest", Digest(hash.GetHashAndReset()));
        Field(head, "Content-Type", contentType);
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {block.Length + (long)more.Length}\r\n\r\n");
        return GzipMember.Compress(Encoding.UTF8.GetBytes(head.ToString()), block, more, "\r\n\r\n"u8.ToArray());
    }
}
