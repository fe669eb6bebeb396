using System.Text;
using ActorCrawler.Core.Warc;

namespace ActorCrawler.Core.Tests.Warc;

public sealed class WarcReaderTests
{
    private const string Record = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: <http://a.example/>\r\nContent-Length: 5\r\n\r\nHello\r\n\r\n";

    [Fact]
    public void Records_in_one_gzip_member_are_read_nevertheless()
    {
        var archive = GzipMember.Compress(Encoding.ASCII.GetBytes(Record + Record));

        var records = Read(archive, 100, out var error);

        Assert.Null(error);
        Assert.Equal([0, 0], records.Select(r => r.Offset));
        Assert.All(records, r => Assert.Equal("http://a.example/", r.TargetUri));
    }

    [Fact]
    public void File_that_ends_within_a_member_gives_what_there_is_and_an_error()
    {
        var whole = GzipMember.Compress(Encoding.ASCII.GetBytes(Record));
        byte[] archive = [.. whole, .. whole[..^9]];

        var records = Read(archive, 100, out var error);

        Assert.NotEmpty(records);
        Assert.NotNull(error);
    }

    [Fact]
    public void Block_beyond_the_limit_is_cut_and_passed_over()
    {
        var records = Read(Encoding.ASCII.GetBytes(Record + Record), 3, out var error);

        Assert.Null(error);
        Assert.Equal(2, records.Count);
        Assert.All(records, r => Assert.True(r.IsCut));
        Assert.All(records, r => Assert.Equal("Hel", Encoding.ASCII.GetString(r.Block.Span)));
    }

    [Fact]
    public void Announced_length_takes_no_memory_until_bytes_arrive()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var records = Read("WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 99999999999\r\n\r\nabc"u8.ToArray(), int.MaxValue, out _);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Contains("shorter", records.Single().Problems.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("WARC/1.0\r\nWARC-Type: x\r\n\r\n")]
    public void What_is_no_record_is_an_error(string text)
    {
        Assert.Empty(Read(Encoding.ASCII.GetBytes(text), 100, out var error));
        Assert.NotNull(error);
    }

    [Theory]
    [InlineData("5\r\nhello\r\n1;x=y\r\n!\r\n0\r\n\r\n", "hello!")]
    [InlineData("5\r\nhel", "hel")]
    [InlineData("hello", null)]
    [InlineData("", null)]
    [InlineData("A\n0123456789\n0\n", "0123456789")]
    public void Chunks_are_put_together(string framed, string? expected)
    {
        Assert.Equal(expected is not null, ChunkedBody.TryRead(Encoding.ASCII.GetBytes(framed), out var body));
        Assert.Equal(expected ?? "", Encoding.ASCII.GetString(body));
    }

    private static List<WarcRecord> Read(byte[] archive, int maxBlock, out string? error)
    {
        using var reader = new WarcReader(new MemoryStream(archive), maxBlock);
        var records = new List<WarcRecord>();
        while (reader.Read() is { } record)
            records.Add(record with { Block = record.Block.ToArray() });
        error = reader.Error;
        return records;
    }
}
