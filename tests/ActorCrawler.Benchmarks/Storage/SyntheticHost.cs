using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Benchmarks.Storage;

/// <summary>A host whose URLs are numbers: those below <see cref="Known"/> have been linked to, the rest are new.</summary>
internal sealed class SyntheticHost(int number)
{
    private readonly byte[] _origin = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"http://www.host-{number}.test"));

    internal int Number => number;

    internal string Origin => Encoding.ASCII.GetString(_origin);

    internal int Known { get; set; }

    internal Queue<QueuedUrl> Window { get; } = [];

    internal HashSet<long> Held { get; } = [];

    /// <summary>Writes a URL of about 65 bytes.</summary>
    /// <returns>Its length.</returns>
    internal int WriteUrl(int url, Span<byte> into)
    {
        _origin.CopyTo(into);
        var at = _origin.Length;
        "/articles/2026/november/a-page-about-"u8.CopyTo(into[at..]);
        at += 37;
        url.TryFormat(into[at..], out var digits, default, CultureInfo.InvariantCulture);
        return at + digits;
    }

    /// <summary>A page's links as the parser packs them (the format stands at <see cref="LinkBlock"/>): some new, the rest any of the known.</summary>
    internal byte[] Links(Random chance, Fingerprinter fingerprinter, int links, int fresh)
    {
        var block = new byte[10 + _origin.Length + (links * 120)];
        block[0] = LinkBlock.Version;
        block[1] = 24;
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(4), (uint)links);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(8), (ushort)_origin.Length);
        _origin.CopyTo(block, 10);
        var at = 10 + _origin.Length;
        var known = Known;
        for (var i = 0; i < links; i++)
        {
            var link = block.AsSpan(at);
            var length = WriteUrl(i < fresh ? Known++ : chance.Next(known), link[24..]);
            fingerprinter.Compute(link.Slice(24, length)).WriteTo(link);
            BinaryPrimitives.WriteUInt16LittleEndian(link[22..], (ushort)length);
            at += 24 + length;
        }

        return block[..at];
    }
}
