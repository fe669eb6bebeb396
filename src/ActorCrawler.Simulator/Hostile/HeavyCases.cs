using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ActorCrawler.Simulator.Hostile;

/// <summary>Answers that are small on the way and large on arrival, or cost much to read. Made when first asked for, and kept: the simulator is not the victim.</summary>
internal static class HeavyCases
{
    private const int BombBytes = 256 << 20;

    private static readonly Lazy<byte[]> GzipBomb = new(() => Pack(Gzip, Repeat("<b>"u8, BombBytes)));
    private static readonly Lazy<byte[]> BrotliBomb = new(() => Pack(Brotli, Repeat("<i>"u8, BombBytes)));
    private static readonly Lazy<byte[]> DeflateBomb = new(() => Pack(stream => new ZLibStream(stream, CompressionLevel.Fastest), Repeat("<u>"u8, BombBytes)));
    private static readonly Lazy<byte[]> StackedBomb = new(() => Enumerable.Range(0, 12).Aggregate<int, byte[]>([.. Repeat("<b>"u8, 16 << 20).SelectMany(b => b)], (body, _) => Pack(Gzip, [body])));
    private static readonly Lazy<byte[]> Links = new(() => Pack(Gzip, Numbered(i => $"<a href=/page/{i}>{i}</a>\n", 1_000_000)));
    private static readonly Lazy<byte[]> Tag = new(() => Pack(Gzip, [.. One("<title>Tag</title><a class=\""), .. Repeat("name "u8, 100_000_000), .. One("\" href=/page/1>one</a>")]));
    private static readonly Lazy<byte[]> Nested = new(() => Pack(Gzip, [.. One("<title>Nested</title>"), .. Repeat("<div><p><b>"u8, 1_100_000), .. One("<a href=/page/1>one</a>")]));
    private static readonly Lazy<byte[]> Quadratic = new(() => Pack(Gzip, [.. One("<title>Quadratic</title>"), .. Repeat("<!--<![CDATA[<script><!--<script>&&amp<a b=c b=c "u8, 2_000_000)]));

    public static IEnumerable<HostileCase> All =>
    [
        new("/bomb/gzip", "inflates to 256 MiB", (connection, _) => SendAsync(connection, GzipBomb, "gzip")),
        new("/bomb/brotli", "inflates to 256 MiB", (connection, _) => SendAsync(connection, BrotliBomb, "br")),
        new("/bomb/deflate", "inflates to 256 MiB", (connection, _) => SendAsync(connection, DeflateBomb, "deflate")),
        new("/bomb/stacked", "is compressed twelve times over", (connection, _) => SendAsync(connection, StackedBomb, string.Join(", ", Enumerable.Repeat("gzip", 12)))),
        new("/heavy/links", "has a million links", (connection, _) => SendAsync(connection, Links, "gzip")),
        new("/heavy/tag", "has a tag of 100 MB", (connection, _) => SendAsync(connection, Tag, "gzip")),
        new("/heavy/nested", "has 300,000 elements inside each other", (connection, _) => SendAsync(connection, Nested, "gzip")),
        new("/heavy/quadratic", "has markup that takes careless parsers quadratic time", (connection, _) => SendAsync(connection, Quadratic, "gzip")),
    ];

    private static Task SendAsync(HostileConnection connection, Lazy<byte[]> body, string coding) =>
        connection.AnswerAsync(200, "text/html; charset=utf-8", body.Value, $"Content-Encoding: {coding}\r\n");

    private static GZipStream Gzip(Stream stream) => new(stream, CompressionLevel.Fastest);

    private static BrotliStream Brotli(Stream stream) => new(stream, CompressionLevel.Fastest);

    private static byte[] Pack(Func<Stream, Stream> coding, IEnumerable<byte[]> pieces)
    {
        using var packed = new MemoryStream();
        using (var stream = coding(packed))
        {
            foreach (var piece in pieces)
                stream.Write(piece);
        }
        return packed.ToArray();
    }

    /// <summary>The piece again and again, until so many bytes are reached; in blocks.</summary>
    private static IEnumerable<byte[]> Repeat(ReadOnlySpan<byte> piece, int total)
    {
        var block = new byte[piece.Length * (64 * 1024 / piece.Length)];
        for (var at = 0; at < block.Length; at += piece.Length)
            piece.CopyTo(block.AsSpan(at));
        return Blocks(block, total);
    }

    private static IEnumerable<byte[]> Blocks(byte[] block, int total)
    {
        for (var sent = 0; sent < total; sent += block.Length)
            yield return block;
    }

    private static IEnumerable<byte[]> Numbered(Func<string, string> piece, int count) =>
        Enumerable.Range(0, count).Chunk(1000).Select(chunk => Encoding.ASCII.GetBytes(string.Concat(chunk.Select(i => piece(i.ToString(CultureInfo.InvariantCulture))))));

    private static IEnumerable<byte[]> One(string text) => [Encoding.ASCII.GetBytes(text)];
}
