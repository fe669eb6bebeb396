using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Urls;

public sealed class FingerprinterTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    [Fact]
    public void Compute_gives_the_published_vectors()
    {
        var vectors = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "siphash_2_4_128.txt")).Where(line => line[0] != '#').ToList();
        var fingerprinter = new Fingerprinter(Key);

        Assert.Equal(64, vectors.Count);
        for (var length = 0; length < vectors.Count; length++)
        {
            var input = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            Assert.Equal(vectors[length], Convert.ToHexStringLower(fingerprinter.Compute(input).ToByteArray()));
        }
    }

    [Fact]
    public void Read_gives_back_what_WriteTo_wrote()
    {
        var fingerprint = new Fingerprinter(Key).Compute("https://example.org/"u8);

        Assert.Equal(fingerprint, Fingerprint.Read(fingerprint.ToByteArray()));
    }

    [Fact]
    public void Order_is_that_of_the_bytes()
    {
        var fingerprinter = new Fingerprinter(Key);
        var all = Enumerable.Range(0, 200).Select(i => fingerprinter.Compute([(byte)i])).ToList();

        Assert.Equal(
            all.Order().Select(fingerprint => fingerprint.ToString()),
            all.Select(fingerprint => Convert.ToHexStringLower(fingerprint.ToByteArray())).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Fingerprints_differ_when_keys_do() =>
        Assert.NotEqual(new Fingerprinter(Key).Compute("a"u8), new Fingerprinter(new byte[16]).Compute("a"u8));

    [Fact]
    public void Compute_of_a_url_equals_that_of_its_bytes()
    {
        var url = CrawlUrl.FromCanonical("https://example.org/" + new string('a', 3000));

        Assert.Equal(new Fingerprinter(Key).Compute(System.Text.Encoding.UTF8.GetBytes(url.Href)), new Fingerprinter(Key).Compute(url));
    }

    [Fact]
    public void Constructor_refuses_a_key_of_another_length() =>
        Assert.Throws<ArgumentException>(() => new Fingerprinter(new byte[8]));
}
