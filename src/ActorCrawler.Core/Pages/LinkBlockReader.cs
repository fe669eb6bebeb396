using System.Buffers.Binary;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Pages;

/// <summary>
/// Reads a <see cref="LinkBlock"/> without allocating: first the hosts (<see cref="ReadHost"/> until it says no), then the links. A block from
/// another process must have passed <see cref="LinkBlock.IsValid"/>.
/// </summary>
public ref struct LinkBlockReader
{
    private readonly int _fixedSize;
    private ReadOnlySpan<byte> _rest;
    private int _hostsLeft;
    private int _linksLeft;

    /// <summary>Opens a block; an empty one has no links.</summary>
    /// <param name="block">The block.</param>
    public LinkBlockReader(ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty)
            return;
        _fixedSize = block[1];
        HostCount = _hostsLeft = BinaryPrimitives.ReadUInt16LittleEndian(block[2..]);
        LinkCount = _linksLeft = (int)BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
        _rest = block[LinkBlock.HeadSize..];
    }

    /// <summary>Hosts in the block.</summary>
    public int HostCount { get; }

    /// <summary>Links in the block.</summary>
    public int LinkCount { get; }

    /// <summary>The host read last, <c>scheme://name[:port]</c>. Hosts are numbered from 0 in the order in which they are read.</summary>
    public ReadOnlySpan<byte> HostOrigin { get; private set; }

    /// <summary>The link's fingerprint.</summary>
    public Fingerprint Fingerprint { get; private set; }

    /// <summary><see cref="Reason.Queued"/>, or the rule that excludes the link.</summary>
    public Reason Verdict { get; private set; }

    /// <summary>Where on the page the link stands (its first occurrence).</summary>
    public LinkSources Source { get; private set; }

    /// <summary>The number of the link's host.</summary>
    public int Host { get; private set; }

    /// <summary>The canonical URL, ASCII.</summary>
    public ReadOnlySpan<byte> Url { get; private set; }

    /// <summary>Goes to the next host; false when there are no more.</summary>
    public bool ReadHost()
    {
        if (_hostsLeft == 0)
            return false;
        _hostsLeft--;
        HostOrigin = _rest.Slice(2, BinaryPrimitives.ReadUInt16LittleEndian(_rest));
        _rest = _rest[(2 + HostOrigin.Length)..];
        return true;
    }

    /// <summary>Goes to the next link; false when there are no more. Hosts not read yet are skipped.</summary>
    public bool ReadLink()
    {
        while (ReadHost())
        {
        }
        if (_linksLeft == 0)
            return false;
        _linksLeft--;
        Fingerprint = Fingerprint.Read(_rest);
        Verdict = (Reason)_rest[16];
        Source = (LinkSources)BinaryPrimitives.ReadUInt16LittleEndian(_rest[18..]);
        Host = BinaryPrimitives.ReadUInt16LittleEndian(_rest[20..]);
        Url = _rest.Slice(_fixedSize, BinaryPrimitives.ReadUInt16LittleEndian(_rest[22..]));
        _rest = _rest[(_fixedSize + Url.Length)..];
        return true;
    }
}
