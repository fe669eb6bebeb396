using System.Buffers.Binary;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Pages;

/// <summary>Packs a <see cref="LinkBlock"/>. Links of one fingerprint are taken once. Used again for the next one; not thread-safe.</summary>
public sealed class LinkBlockWriter
{
    private const int KeptBytes = 1 << 20;
    private const int KeptLinks = 4096;

    private readonly UrlBuffer _hosts = new();
    private readonly UrlBuffer _origin = new();
    private readonly HashSet<Fingerprint> _known = [];
    private readonly Dictionary<byte[], int> _hostNumbers = new(ByteComparer.Instance);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _hostNumbersBySpan;
    private UrlBuffer _links = new();
    private int _lastHostStart;
    private int _lastHostLength;
    private int _lastHost;
    private int _hostCount;

    public LinkBlockWriter() => _hostNumbersBySpan = _hostNumbers.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Links taken so far.</summary>
    public int Count { get; private set; }

    /// <summary>Starts a block. Buffers that one huge block has blown up are let go.</summary>
    public void Clear()
    {
        if (_links.Length > KeptBytes)
            _links = new UrlBuffer();
        _hosts.Clear();
        _links.Clear();
        var wasHuge = _known.Count > KeptLinks;
        _known.Clear();
        if (wasHuge)
            _known.TrimExcess();
        _hostNumbers.Clear();
        _lastHostLength = 0;
        _hostCount = 0;
        Count = 0;
    }

    /// <summary>Marks a URL as known, so that it is not taken: the page itself.</summary>
    public void Ignore(Fingerprint fingerprint) => _known.Add(fingerprint);

    /// <summary>Whether a URL is taken or ignored.</summary>
    public bool Contains(Fingerprint fingerprint) => _known.Contains(fingerprint);

    /// <summary>Takes a link; false when it is there already, or does not fit the format (longer than 65,535 bytes, or of the 65,536th host).</summary>
    /// <param name="url">The canonical URL, ASCII.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="verdict"><see cref="Reason.Queued"/>, or the rule that excludes it.</param>
    /// <param name="source">Where on the page it stands.</param>
    public bool Add(ReadOnlySpan<byte> url, in UrlParts parts, Fingerprint fingerprint, Reason verdict, LinkSources source)
    {
        if (url.Length > LinkBlock.LongestUrl || _known.Contains(fingerprint) || !TryHost(url, parts, out var host))
            return false;
        _known.Add(fingerprint);
        var fixedPart = _links.Extend(LinkBlock.FixedSize);
        fingerprint.WriteTo(fixedPart);
        fixedPart[16] = (byte)verdict;
        fixedPart[17] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(fixedPart[18..], (ushort)source);
        BinaryPrimitives.WriteUInt16LittleEndian(fixedPart[20..], (ushort)host);
        BinaryPrimitives.WriteUInt16LittleEndian(fixedPart[22..], (ushort)url.Length);
        _links.Append(url);
        Count++;
        return true;
    }

    /// <summary>The block in an array of its own; empty when there are no links.</summary>
    public byte[] ToArray()
    {
        if (Count == 0)
            return [];
        var block = new byte[LinkBlock.HeadSize + _hosts.Length + _links.Length];
        block[0] = LinkBlock.Version;
        block[1] = LinkBlock.FixedSize;
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(2), (ushort)_hostCount);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(4), (uint)Count);
        _hosts.Written.CopyTo(block.AsSpan(LinkBlock.HeadSize));
        _links.Written.CopyTo(block.AsSpan(LinkBlock.HeadSize + _hosts.Length));
        return block;
    }

    // Nearly all links of a page have the same host as the one before.
    private bool TryHost(ReadOnlySpan<byte> url, in UrlParts parts, out int host)
    {
        var origin = Origin(url, parts);
        host = _lastHost;
        if (_lastHostLength > 0 && _hosts.Written.Slice(_lastHostStart, _lastHostLength).SequenceEqual(origin))
            return true;
        if (_hostNumbersBySpan.TryGetValue(origin, out host))
            return true;
        if (_hostCount == LinkBlock.MostHosts)
            return false;
        host = _hostCount++;
        _hostNumbers.Add(origin.ToArray(), host);
        BinaryPrimitives.WriteUInt16LittleEndian(_hosts.Extend(2), (ushort)origin.Length);
        _lastHost = host;
        _lastHostStart = _hosts.Length;
        _lastHostLength = origin.Length;
        _hosts.Append(origin);
        return true;
    }

    private ReadOnlySpan<byte> Origin(ReadOnlySpan<byte> url, in UrlParts parts)
    {
        if (!parts.HasCredentials)
            return url[..parts.PathStart];
        _origin.Clear();
        _origin.Append(url[..parts.AuthorityStart]);
        _origin.Append(parts.HostAndPort(url));
        return _origin.Written;
    }
}
