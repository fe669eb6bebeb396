using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Known;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage.Commits;

/// <summary>
/// Everything that one commit found, gathered without an allocation per URL: links are read where they stand in their pages' blocks, and
/// hosts are looked up only when something new of them turns up.
/// </summary>
internal sealed class FoundUrls(Fingerprinter fingerprinter)
{
    private readonly List<FoundUrl> _urls = [];

    private readonly List<ReadOnlyMemory<byte>> _texts = [];

    private readonly List<FoundHost> _hosts = [];

    private byte[] _ownText = new byte[4096];

    private int _ownLength;

    /// <summary>The URLs to be looked up; <see cref="Candidate.Item"/> is the number of a URL here.</summary>
    internal CandidateList Candidates { get; } = new();

    internal FoundUrl this[int item] => _urls[item];

    internal void Clear()
    {
        _urls.Clear();
        _texts.Clear();
        _hosts.Clear();
        _ownLength = 0;
        Candidates.Clear();
        _texts.Add(default);
    }

    /// <summary>Gathers a URL found by other means than links.</summary>
    internal void Add(NewUrl found)
    {
        var url = Append(found.Url);
        var host = Append(found.Host);
        _hosts.Add(new FoundHost(0, host.Start.Value, found.Host.Length, null));
        var print = fingerprinter.Compute(_ownText.AsSpan(url));
        Candidates.Add(print.High, print.Low, found.Depth, _urls.Count);
        _urls.Add(new FoundUrl
        {
            Text = 0,
            Offset = url.Start.Value,
            Length = found.Url.Length,
            Host = _hosts.Count - 1,
            Depth = found.Depth,
            ReferrerId = found.ReferrerId,
            Hops = found.Hops,
            Kind = found.Kind,
            Verdict = found.Verdict,
        });
    }

    /// <summary>Gathers the links of a page.</summary>
    /// <param name="block">The links; unchanged until the commit ends.</param>
    /// <param name="depth">The depth of the links.</param>
    /// <param name="referrerId">The page.</param>
    /// <returns>How many were left out because they lie outside the scope.</returns>
    internal int AddLinks(ReadOnlyMemory<byte> block, int depth, long referrerId)
    {
        if (block.IsEmpty) return 0;
        var text = _texts.Count;
        var firstHost = _hosts.Count;
        var outside = 0;
        _texts.Add(block);
        var span = block.Span;
        var reader = new LinkBlockReader(span);
        while (reader.ReadHost()) _hosts.Add(new FoundHost(text, OffsetIn(span, reader.HostOrigin), reader.HostOrigin.Length, null));
        while (reader.ReadLink())
        {
            if (reader.Verdict == Reason.Scope)
            {
                outside++;
                continue;
            }

            Candidates.Add(reader.Fingerprint.High, reader.Fingerprint.Low, depth, _urls.Count);
            _urls.Add(new FoundUrl
            {
                Text = text,
                Offset = OffsetIn(span, reader.Url),
                Length = reader.Url.Length,
                Host = firstHost + reader.Host,
                Depth = depth,
                ReferrerId = referrerId,
                Kind = VisitKind.Link,
                Verdict = reader.Verdict,
            });
        }

        return outside;
    }

    /// <summary>The canonical URL.</summary>
    internal ReadOnlySpan<byte> TextOf(in FoundUrl url) => Text(url.Text).Slice(url.Offset, url.Length);

    /// <summary>Its host, entered if nothing of it is known.</summary>
    internal HostEntry HostOf(in FoundUrl url, HostTable hosts)
    {
        ref var found = ref CollectionsMarshal.AsSpan(_hosts)[url.Host];
        if (found.Entry is { } entry) return entry;
        entry = hosts.GetOrAdd(Text(found.Text).Slice(found.Offset, found.Length));
        found = found with { Entry = entry };
        return entry;
    }

    private static int OffsetIn(ReadOnlySpan<byte> block, ReadOnlySpan<byte> part) =>
        (int)Unsafe.ByteOffset(ref MemoryMarshal.GetReference(block), ref MemoryMarshal.GetReference(part));

    private ReadOnlySpan<byte> Text(int number) => number == 0 ? _ownText : _texts[number].Span;

    private Range Append(string text)
    {
        var end = _ownLength + Encoding.UTF8.GetByteCount(text);
        if (end > _ownText.Length) Array.Resize(ref _ownText, Math.Max(end, 2 * _ownText.Length));
        Encoding.UTF8.GetBytes(text, _ownText.AsSpan(_ownLength));
        var range = _ownLength..end;
        _ownLength = end;
        return range;
    }

    private readonly record struct FoundHost(int Text, int Offset, int Length, HostEntry? Entry);
}
