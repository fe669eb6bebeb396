using System.IO.Compression;
using System.Text;
using ActorCrawler.Core.Http;
using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Core.Tests.Http;

public sealed class ContentDecoderTests
{
    private static readonly DecodeLimits Limits = new(1 << 20, 0, 0);

    [Theory]
    [InlineData("gzip", 1)]
    [InlineData("deflate", 100)]
    [InlineData("br", 100_000)]
    [InlineData("gzip, deflate, br", 70_000)]
    [InlineData("gzip, gzip", 300_000)]
    [InlineData("br", 0)]
    [InlineData("deflate", 0)]
    public void Codings_are_undone_last_first(string field, int length)
    {
        var text = Noise(length);
        var codings = Known(field);
        var body = codings.Applied.Aggregate(text, Encode);

        using var decoded = ContentDecoder.DecodeAll(body, codings, Limits);

        Assert.Equal(DecodeStatus.Complete, decoded.Status);
        Assert.True(decoded.Bytes.Span.SequenceEqual(text));
    }

    /// <summary>Sizes around the one from which a body is measured before memory is taken for it.</summary>
    [Theory]
    [InlineData("gzip", (1 << 20) - 1)]
    [InlineData("deflate, gzip", (1 << 20) + 1)]
    [InlineData("br", 3_000_001)]
    [InlineData("gzip", 3_000_001)]
    public void Large_body_is_whole_and_a_corrupt_or_cut_one_is_told(string field, int length)
    {
        var text = Noise(length);
        var body = Known(field).Applied.Aggregate(text, Encode);
        var limits = new DecodeLimits(length, 0, 0);

        using var decoded = ContentDecoder.DecodeAll(body, Known(field), limits);
        using var cut = ContentDecoder.DecodeAll(body.AsMemory(0, body.Length / 2), Known(field), limits);

        Assert.Equal(DecodeStatus.Complete, decoded.Status);
        Assert.True(decoded.Bytes.Span.SequenceEqual(text));
        Assert.NotEqual(DecodeStatus.Complete, cut.Status);
        Assert.True(text.AsSpan().StartsWith(cut.Bytes.Span));
    }

    /// <summary>Eight of these at a time came to a gigabyte, of which nothing was ever read.</summary>
    [Theory]
    [InlineData("gzip", 0, DecodeStatus.TooLarge)]
    [InlineData("br", 0, DecodeStatus.TooLarge)]
    [InlineData("gzip, gzip", 0, DecodeStatus.TooLarge)]
    [InlineData("deflate", 10, DecodeStatus.TooDense)]
    public void Body_beyond_its_limits_takes_little_memory(string field, int ratio, DecodeStatus status)
    {
        var body = Known(field).Applied.Aggregate(new byte[64 << 20], Encode);
        var limits = new DecodeLimits(50 << 20, ratio, 8 << 20);
        ContentDecoder.DecodeAll(body, Known(field), limits).Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        using var decoded = ContentDecoder.DecodeAll(body, Known(field), limits);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Equal(status, decoded.Status);
        Assert.InRange(decoded.Bytes.Length, 1, 1 << 20);
    }

    [Fact]
    public void Bare_deflate_is_read_as_deflate()
    {
        var text = Noise(10_000);
        var buffer = new MemoryStream();
        using (var stream = new DeflateStream(buffer, CompressionLevel.Optimal, true))
            stream.Write(text);

        using var decoded = ContentDecoder.DecodeAll(buffer.ToArray(), Known("deflate"), Limits);

        Assert.True(decoded.Bytes.Span.SequenceEqual(text));
    }

    [Theory]
    [InlineData("zstd", "zstd")]
    [InlineData("gzip, compress", "compress")]
    [InlineData("utf-8", "utf-8")]
    public void Coding_that_is_not_known_is_named(string field, string name) =>
        Assert.Equal(new ContentCodings.Unknown(name), ContentCodings.Parse([field], 5));

    [Fact]
    public void Identity_and_empty_elements_mean_nothing()
    {
        Assert.Empty(Known("identity, , IDENTITY").Applied);
        Assert.Empty(Assert.IsType<ContentCodings.Known>(ContentCodings.Parse([], 5)).Applied);
        Assert.IsType<ContentCodings.TooMany>(ContentCodings.Parse(["gzip, gzip", "gzip"], 2));
    }

    [Fact]
    public void Plain_body_is_not_copied()
    {
        var body = Noise(100);

        using var decoded = ContentDecoder.DecodeAll(body, ContentCodings.None, Limits);
        using var cut = ContentDecoder.DecodeAll(body, ContentCodings.None, new DecodeLimits(10, 0, 0));

        Assert.True(decoded.Bytes.Span.Overlaps(body));
        Assert.Equal((10, DecodeStatus.TooLarge), (cut.Bytes.Length, cut.Status));
    }

    [Fact]
    public void Body_of_exactly_the_limit_is_complete()
    {
        var body = Encode(Noise(5000), ContentCoding.Gzip);

        using var exact = ContentDecoder.DecodeAll(body, Known("gzip"), new DecodeLimits(5000, 0, 0));
        using var larger = ContentDecoder.DecodeAll(body, Known("gzip"), new DecodeLimits(4999, 0, 0));

        Assert.Equal((5000, DecodeStatus.Complete), (exact.Bytes.Length, exact.Status));
        Assert.Equal((4999, DecodeStatus.TooLarge), (larger.Bytes.Length, larger.Status));
    }

    [Fact]
    public void Dense_body_is_stopped_by_the_ratio()
    {
        var body = Encode(new byte[1 << 20], ContentCoding.Brotli);

        using var decoded = ContentDecoder.DecodeAll(body, Known("br"), new DecodeLimits(1 << 20, 100, 4096));

        Assert.Equal(DecodeStatus.TooDense, decoded.Status);
        Assert.Equal(Math.Max(4096, body.Length * 100), decoded.Bytes.Length);
    }

    [Fact]
    public void Gzip_is_whole_only_with_its_end()
    {
        var text = Noise(100_000);
        var body = Encode(text, ContentCoding.Gzip);

        for (var cut = 1; cut <= 8; cut++)
        {
            using var decoded = ContentDecoder.DecodeAll(body.AsMemory(0, body.Length - cut), Known("gzip"), Limits);
            Assert.Equal((text.Length, DecodeStatus.Unverified), (decoded.Bytes.Length, decoded.Status));
        }
        foreach (var length in (int[])[9, 10, body.Length / 2, body.Length - 9])
        {
            using var decoded = ContentDecoder.DecodeAll(body.AsMemory(0, length), Known("gzip"), Limits);
            Assert.Equal(DecodeStatus.Truncated, decoded.Status);
            Assert.True(text.AsSpan().StartsWith(decoded.Bytes.Span));
        }
    }

    [Fact]
    public void Gzip_header_fields_are_skipped()
    {
        var body = Encode("text"u8.ToArray(), ContentCoding.Gzip);
        const byte AllFlags = 2 | 4 | 8 | 16;
        byte[] full =
        [
            .. body[..3], AllFlags, .. body[4..10],
            3, 0, 1, 2, 3, .. "name"u8, 0, .. "comment"u8, 0, 0xAB, 0xCD,
            .. body[10..],
        ];

        using var decoded = ContentDecoder.DecodeAll(full, Known("gzip"), Limits);

        Assert.Equal(("text", DecodeStatus.Complete), (Encoding.ASCII.GetString(decoded.Bytes.Span), decoded.Status));
    }

    [Fact]
    public void Gzip_members_without_content_come_to_an_end()
    {
        byte[] empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var body = Enumerable.Repeat(empty, 50_000).SelectMany(member => member).ToArray();

        using var decoded = ContentDecoder.DecodeAll(body, Known("gzip"), Limits);

        Assert.Equal((0, DecodeStatus.Corrupt), (decoded.Bytes.Length, decoded.Status));
    }

    [Fact]
    public void Gzip_file_is_undone_once_beside_its_codings()
    {
        var text = "<urlset/>"u8.ToArray();
        var file = Encode(text, ContentCoding.Gzip);

        Assert.Equal(text, File(file, ContentCodings.None));
        Assert.Equal(text, File(text, ContentCodings.None));
        Assert.Equal(text, File(Encode(file, ContentCoding.Brotli), Known("br")));
        Assert.Equal(file, File(Encode(Encode(file, ContentCoding.Gzip), ContentCoding.Gzip), Known("gzip")));

        static byte[] File(byte[] body, ContentCodings.Known codings)
        {
            using var decoder = ContentDecoder.OpenFile(body, codings, Limits);
            return ReadAll(decoder, 7);
        }
    }

    [Fact]
    public void Output_does_not_depend_on_how_much_is_asked_for() =>
        Prop.ForAll(
            Damaged.Zip(Gen.Choose(1, 300)).ToArbitrary(),
            sample =>
            {
                var ((codings, body), step) = sample;
                using var whole = ContentDecoder.DecodeAll(body, codings, Limits);
                using var decoder = ContentDecoder.Open(body, codings, Limits);
                return ReadAll(decoder, step).AsSpan().SequenceEqual(whole.Bytes.Span) && decoder.Status == whole.Status;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(600).WithReplay(41, 43));

    /// <summary>Coded bodies, most with a byte changed or the end cut off, and bytes that are none.</summary>
    private static Gen<(ContentCodings.Known Codings, byte[] Body)> Damaged =>
        Gen.Elements("gzip", "deflate", "br", "gzip, br", "deflate, gzip")
            .Zip(Gen.Choose(0, 3000).Zip(Gen.Choose(0, 4000).Zip(Gen.Choose(0, 3))))
            .Select(sample =>
            {
                var (name, (length, (place, damage))) = sample;
                var codings = Known(name);
                var body = codings.Applied.Aggregate(Noise(length), Encode);
                if (damage == 0)
                    body[place % body.Length] ^= 0x10;
                else if (damage == 1)
                    body = body[..(place % body.Length)];
                else if (damage == 2)
                    body = [.. body, .. body[..Math.Min(20, body.Length)]];
                return (codings, body);
            });

    private static byte[] ReadAll(ContentDecoder decoder, int step)
    {
        var output = new List<byte>();
        var buffer = new byte[step];
        while (decoder.Read(buffer) is > 0 and var count)
            output.AddRange(buffer.AsSpan(0, count));
        return [.. output];
    }

    private static ContentCodings.Known Known(string field) => Assert.IsType<ContentCodings.Known>(ContentCodings.Parse([field], 5));

    /// <summary>Text that compresses a little.</summary>
    private static byte[] Noise(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next('a', 'q'))];
    }

    private static byte[] Encode(byte[] text, ContentCoding coding)
    {
        var buffer = new MemoryStream();
        using (Stream stream = coding switch
        {
            ContentCoding.Gzip => new GZipStream(buffer, CompressionLevel.Fastest, true),
            ContentCoding.Deflate => new ZLibStream(buffer, CompressionLevel.Fastest, true),
            _ => new BrotliStream(buffer, CompressionLevel.Fastest, true),
        })
            stream.Write(text);
        return buffer.ToArray();
    }
}
