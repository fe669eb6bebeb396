using System.Security.Cryptography;
using System.Text;
using ActorCrawler.Core.Warc;

namespace ActorCrawler.Core.Tests.Warc;

public sealed class WarcWriterTests
{
    private static readonly Guid ResponseId = new("11111111-2222-3333-4444-555555555555");
    private static readonly Guid RequestId = new("66666666-7777-8888-9999-aaaaaaaaaaaa");
    private static readonly DateTimeOffset At = new(2026, 11, 22, 12, 11, 12, 345, 678, TimeSpan.FromHours(2));

    private static readonly ArchivedExchange Exchange = new()
    {
        Url = "http://site.example/page?a=b",
        At = At,
        Address = "192.0.2.1",
        RequestHead = "GET /page?a=b HTTP/1.1\r\nHost: site.example\r\n\r\n"u8.ToArray(),
        RequestIsRebuilt = false,
        ResponseHead = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray(),
        ResponseIsRebuilt = false,
        Body = "<p>Hello"u8.ToArray(),
    };

    [Fact]
    public void Exchange_is_read_back_as_it_was_received()
    {
        var capture = WarcWriter.Capture(Exchange, ResponseId, RequestId);

        var records = Read([.. capture.Response.Span, .. capture.Request.Span]);

        Assert.Equal(["response", "request"], records.Select(r => r.Type));
        var (response, request) = (records[0], records[1]);
        Assert.Equal(0, response.Offset);
        Assert.Equal(capture.Response.Length, request.Offset);
        Assert.All(records, r => Assert.Equal("WARC/1.1", r.Version));
        Assert.All(records, r => Assert.Equal("http://site.example/page?a=b", r.TargetUri));
        Assert.All(records, r => Assert.Equal("2026-11-22T10:11:12.345Z", r.First("WARC-Date")));
        Assert.All(records, r => Assert.Equal("192.0.2.1", r.First("WARC-IP-Address")));
        Assert.Equal("<urn:uuid:11111111-2222-3333-4444-555555555555>", response.First("WARC-Record-ID"));
        Assert.Equal("<urn:uuid:11111111-2222-3333-4444-555555555555>", request.First("WARC-Concurrent-To"));
        Assert.Equal("application/http;msgtype=response", response.First("Content-Type"));
        Assert.Equal("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Hello", Block(response));
        Assert.Equal("GET /page?a=b HTTP/1.1\r\nHost: site.example\r\n\r\n", Block(request));
        Assert.True(response.DigestsMatch);
        Assert.True(request.DigestsMatch);
        Assert.Equal("<p>Hello"u8.ToArray(), ArchivedHttp.Read(response)!.Body.ToArray());
        Assert.Null(response.First("ActorCrawler-Head"));
        Assert.Null(response.First("WARC-Truncated"));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nA: b\r\n\r\n", false, "HTTP/1.1 200 OK\r\nA: b\r\n\r\n", "reconstructed; without Transfer-Encoding")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\nTransfer-Encoding : x,\r\n chunked\r\n\r\n", false, "HTTP/1.1 200 OK\r\nA: b\r\n\r\n", "reconstructed; without Transfer-Encoding")]
    [InlineData("HTTP/2 404\r\ncontent-type: x\r\n\r\n", true, "HTTP/1.1 404 Not Found\r\ncontent-type: x\r\n\r\n", "reconstructed; put together from HTTP/2")]
    [InlineData("HTTP/1.0 200 Fine\nA: b\n\n", false, "HTTP/1.0 200 Fine\nA: b\n\n", null)]
    public void Response_head_is_one_that_readers_know_and_says_how_it_differs(string received, bool isRebuilt, string archived, string? remark)
    {
        var capture = WarcWriter.Capture(
            Exchange with { ResponseHead = Encoding.ASCII.GetBytes(received), ResponseIsRebuilt = isRebuilt, Body = default }, ResponseId, RequestId);

        var response = Read(capture.Response.ToArray()).Single();

        Assert.Equal(archived, Block(response));
        Assert.Equal(remark, response.First("ActorCrawler-Head"));
    }

    [Fact]
    public void Request_holds_no_credentials()
    {
        var head = "GET / HTTP/1.1\r\nAuthorization: Basic c2VjcmV0\r\nAccept: */*\r\ncookie: a=b\r\nProxy-Authorization: Basic x\r\n\r\n"u8.ToArray();

        var request = Read(WarcWriter.Capture(Exchange with { RequestHead = head }, ResponseId, RequestId).Request.ToArray()).Single();

        Assert.Equal("GET / HTTP/1.1\r\nAccept: */*\r\n\r\n", Block(request));
        Assert.Equal("reconstructed; without Authorization; without Cookie; without Proxy-Authorization", request.First("ActorCrawler-Head"));
    }

    [Fact]
    public void Revisit_refers_to_the_response_that_has_the_body()
    {
        var capture = WarcWriter.Capture(Exchange with { Truncation = WarcTruncation.Length }, ResponseId, RequestId);

        var revisit = Read(WarcWriter.Revisit(capture, "http://site.example/first", At.AddDays(-1))).Single();

        Assert.Equal("revisit", revisit.Type);
        Assert.Equal("http://netpreserve.org/warc/1.1/revisit/identical-payload-digest", revisit.First("WARC-Profile"));
        Assert.Equal("http://site.example/first", revisit.First("WARC-Refers-To-Target-URI"));
        Assert.Equal("2026-11-21T10:11:12.345Z", revisit.First("WARC-Refers-To-Date"));
        Assert.Equal("length", revisit.First("WARC-Truncated"));
        Assert.Equal("sha1:" + Base32.Encode(SHA1.HashData("<p>Hello"u8)), revisit.First("WARC-Payload-Digest"));
        Assert.Equal("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", Block(revisit));
    }

    [Fact]
    public void Info_and_metadata_are_fields()
    {
        var capture = WarcWriter.Capture(Exchange, ResponseId, RequestId);

        var records = Read([
            .. WarcWriter.Info(RequestId, At, "a.warc.gz", [new("software", "x"), new("format", "y")]),
            .. WarcWriter.Metadata(RequestId, capture, [new("via", "http://site.example/\nInjected: yes")]),
        ]);

        Assert.Equal("a.warc.gz", records[0].First("WARC-Filename"));
        Assert.Null(records[0].TargetUri);
        Assert.Equal("software: x\r\nformat: y\r\n", Block(records[0]));
        Assert.Equal("via: http://site.example/ Injected: yes\r\n", Block(records[1]));
        Assert.Equal("<urn:uuid:11111111-2222-3333-4444-555555555555>", records[1].First("WARC-Concurrent-To"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_is_that_of_RFC_4648(string text, string expected) => Assert.Equal(expected, Base32.Encode(Encoding.ASCII.GetBytes(text)));

    private static List<WarcRecord> Read(byte[] archive)
    {
        using var reader = new WarcReader(new MemoryStream(archive), 1 << 20);
        var records = new List<WarcRecord>();
        while (reader.Read() is { } record)
            records.Add(record with { Block = record.Block.ToArray() });
        Assert.Null(reader.Error);
        Assert.All(records, r => Assert.Empty(r.Problems));
        return records;
    }

    private static string Block(WarcRecord record) => Encoding.UTF8.GetString(record.Block.Span);
}
