using System.IO.Compression;
using System.Text;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Http;
using BenchmarkDotNet.Attributes;

namespace ActorCrawler.Benchmarks.Web;

/// <summary>From a received body of 100 KB to UTF-8: content codings and encodings.</summary>
[MemoryDiagnoser]
public class BodyBenchmarks
{
    private static readonly DecodeLimits Limits = new(50 << 20, 0, 0);

    private readonly ContentCodings.Known _gzip = (ContentCodings.Known)ContentCodings.Parse(["gzip"], 5);
    private readonly ContentCodings.Known _brotli = (ContentCodings.Known)ContentCodings.Parse(["br"], 5);
    private byte[] _utf8 = [];
    private byte[] _gzipped = [];
    private byte[] _brotlied = [];
    private byte[] _cyrillic = [];

    /// <summary>Makes the bodies.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        string[] words = ["<p>", "</p>", "<a href=\"/page/", "\">", "the", "größe", "of", "naïve", "crawler", "and", "its", "queue"];
        var text = new StringBuilder();
        while (text.Length < 100_000)
            text.Append(words[random.Next(words.Length)]).Append(' ');
        _utf8 = Encoding.UTF8.GetBytes(text.ToString());
        _gzipped = Compress(buffer => new GZipStream(buffer, CompressionLevel.Optimal, true));
        _brotlied = Compress(buffer => new BrotliStream(buffer, CompressionLevel.Optimal, true));
        _cyrillic = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i % 7 == 6 ? ' ' : random.Next(0xC0, 0x100)))];
    }

    /// <summary>gzip, its checksum verified.</summary>
    [Benchmark]
    public int Gzip() => Decode(_gzipped, _gzip);

    /// <summary>br.</summary>
    [Benchmark]
    public int Brotli() => Decode(_brotlied, _brotli);

    /// <summary>What tells the encoding of a document without a declaration.</summary>
    [Benchmark]
    public CharsetDecision Detect() => CharsetDetector.Detect(_utf8, null);

    /// <summary>Valid UTF-8, which is not copied.</summary>
    [Benchmark]
    public int Utf8() => ToUtf8(_utf8, WebEncoding.Utf8);

    /// <summary>A single-byte encoding, most of it beyond ASCII.</summary>
    [Benchmark]
    public int Cyrillic() => ToUtf8(_cyrillic, WebEncoding.ForLabel("windows-1251")!);

    private static int Decode(byte[] body, ContentCodings.Known codings)
    {
        using var decoded = ContentDecoder.DecodeAll(body, codings, Limits);
        return decoded.Bytes.Length;
    }

    private static int ToUtf8(byte[] body, WebEncoding encoding)
    {
        using var text = TextDecoder.ToUtf8(body, new CharsetDecision(encoding, CharsetSource.Http, 0));
        return text.Bytes.Length;
    }

    private byte[] Compress(Func<Stream, Stream> open)
    {
        var buffer = new MemoryStream();
        using (var stream = open(buffer))
            stream.Write(_utf8);
        return buffer.ToArray();
    }
}
