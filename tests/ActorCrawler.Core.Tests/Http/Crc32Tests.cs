using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Tests.Http;

public sealed class Crc32Tests
{
    [Fact]
    public void Checksum_is_the_one_of_gzip() => Assert.Equal(0xCBF43926, Crc32.Append(0, "123456789"u8));

    [Fact]
    public void Both_ways_of_computing_agree_for_every_length_and_split()
    {
        var data = new byte[400];
        new Random(7).NextBytes(data);
        for (var length = 0; length <= data.Length; length++)
        {
            var whole = ~Crc32.AppendByTables(~0u, data.AsSpan(0, length));
            Assert.Equal(whole, Crc32.Append(0, data.AsSpan(0, length)));
            Assert.Equal(whole, Crc32.Append(Crc32.Append(0, data.AsSpan(0, length / 3)), data.AsSpan(length / 3, length - (length / 3))));
        }
    }
}
