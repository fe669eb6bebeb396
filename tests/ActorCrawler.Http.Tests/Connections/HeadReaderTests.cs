using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Http.Connections;

namespace ActorCrawler.Http.Tests.Connections;

public sealed class HeadReaderTests
{
    private const string Interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    private const string Head = "HTTP/1.1 200 OK\r\nX: y\r\nLong: 0123456789\r\n\r\n";

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\n")]
    [InlineData(Interim)]
    [InlineData(Interim + Interim)]
    public void Head_is_the_same_when_it_comes_in_pieces_of_any_size(string before)
    {
        var bytes = Encoding.ASCII.GetBytes($"{before}{Head}body");
        for (var size = 1; size <= bytes.Length; size++)
        {
            var reader = new HeadReader(1000);
            var taken = 0;
            for (var at = 0; at < bytes.Length; at += size)
                taken += reader.Read(bytes.AsSpan(at, Math.Min(size, bytes.Length - at)));

            Assert.Equal(Head, Encoding.ASCII.GetString(reader.Head!.Value.Span));
            Assert.Equal(bytes.Length - "body".Length, taken);
            Assert.Equal(before.Length > 10 ? before.Length : 0, reader.InterimBytes);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\n\nbody", "HTTP/1.1 200 OK\n\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nbody", "HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\nX: y\r\n\nbody", "HTTP/1.1 200 OK\nX: y\r\n\n")]
    [InlineData("HTTP/1.1 200 OK\nX: y\n\r\nbody", "HTTP/1.1 200 OK\nX: y\n\r\n")]
    public void Head_ends_at_the_first_blank_line_when_lines_end_in_either_way(string bytes, string head)
    {
        var reader = new HeadReader(1000);

        Assert.Equal(head.Length, reader.Read(Encoding.ASCII.GetBytes(bytes)));
        Assert.Equal(head, Encoding.ASCII.GetString(reader.Head!.Value.Span));
    }

    [Fact]
    public void Head_fails_when_it_passes_the_limit()
    {
        var reader = new HeadReader(1000);
        reader.Read("HTTP/1.1 200 OK\r\n"u8);

        var failure = Assert.Throws<FetchException>(() =>
        {
            for (var i = 0; i < 1000; i++)
                reader.Read("X: y\r\n"u8);
        });

        Assert.Equal(Reason.HeadTooLarge, failure.Reason);
    }

    [Fact]
    public void Head_fails_at_its_first_line_when_that_is_no_status_line()
    {
        var reader = new HeadReader(1_000_000);

        var failure = Assert.Throws<FetchException>(() => reader.Read("<html>\n<body>and no end"u8));

        Assert.Equal(Reason.Protocol, failure.Reason);
        Assert.Contains("<html>", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reader_is_as_new_when_reset_or_returned()
    {
        var reader = new HeadReader(1000);
        reader.Read("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 20"u8);
        reader.Return();
        reader.Reset();

        Assert.Equal(Head.Length, reader.Read(Encoding.ASCII.GetBytes(Head)));
        Assert.Equal(0, reader.InterimBytes);
    }
}
