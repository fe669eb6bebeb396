using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ActorCrawler.Core.Robots;

/// <summary>
/// What a robots.txt says to one crawler: RFC 9309, with Google's reading where the RFC is silent (keys are matched by their start and with
/// usual misspellings, a missing colon is forgiven, an allowed index page allows its directory). Immutable, and safe for many threads.
/// </summary>
/// <remarks>
/// Only the groups that apply are kept: those that name the crawler, merged, or else those for <c>*</c>. A verdict takes time linear in the
/// size of the rules and of the path for all but contrived patterns, and allocates nothing.
/// </remarks>
public sealed class RobotsRules
{
    private const int StackBytes = 768;

    private readonly RobotsRule[] _rules;
    private readonly byte[] _bytes;

    /// <summary>For each rule the literal start of its pattern, up to eight octets, and which of them count: most rules need no further look.</summary>
    private readonly (ulong Octets, ulong Mask)[] _heads;

    internal RobotsRules(RobotsRuleList group)
    {
        _rules = group.ToRules();
        _bytes = group.ToBytes();
        _heads = Array.ConvertAll(_rules, HeadOf);
        CrawlDelay = group.CrawlDelay;
        RequestRate = group.RequestRate;
        VisitTime = group.VisitTime;
    }

    /// <summary>A file without any rule: everything is allowed.</summary>
    public static RobotsRules Empty { get; } = new(new RobotsRuleList());

    /// <summary>The rules that apply, for people and tests.</summary>
    public int Count => _rules.Length;

    /// <summary>The pause asked for between two requests; the longest one where several lines apply; null when none is asked for.</summary>
    public TimeSpan? CrawlDelay { get; }

    /// <summary>The rate asked for; the slowest where several lines apply.</summary>
    public RequestRate? RequestRate { get; }

    /// <summary>The hours in which visits are wanted.</summary>
    public VisitTime? VisitTime { get; }

    /// <summary>The absolute http(s) URLs of <c>Sitemap</c> lines, whichever group they stand in, each once, in file order.</summary>
    public IReadOnlyList<string> Sitemaps { get; internal init; } = [];

    /// <summary>The site's preferred host name (the <c>Host</c> line); null when there is none.</summary>
    public string? PreferredHost { get; internal init; }

    /// <summary>Whether a group names the crawler, so that groups for <c>*</c> do not apply.</summary>
    public bool IsNamed { get; internal init; }

    /// <summary>Whether the file was longer than the limit and only read up to it.</summary>
    public bool IsCut { get; internal init; }

    /// <summary>Lines with a known key.</summary>
    internal int KnownLines { get; init; }

    /// <summary>Lines with a key and a separator, but a key that means nothing here.</summary>
    internal int UnknownLines { get; init; }

    /// <summary>The number of the last line that had a key.</summary>
    internal int LastLine { get; init; }

    /// <summary>Reads a robots.txt.</summary>
    /// <param name="body">The file's bytes, its content codings undone.</param>
    /// <param name="productToken">The crawler's name as robots.txt would write it: <see cref="ProductToken.FromUserAgent"/>.</param>
    /// <param name="maxBytes">
    /// How much of the body is read; at least 500 KiB by RFC 9309 section 2.5. The line that the limit cuts is not read. Hand over one byte more than
    /// the limit to have the cut noticed.
    /// </param>
    /// <remarks>Never throws on any body: bad lines are passed over (RFC 9309 section 2.2.4).</remarks>
    public static RobotsRules Parse(ReadOnlySpan<byte> body, string productToken, int maxBytes) =>
        new RobotsParser(productToken).Parse(body, maxBytes);

    /// <summary>Whether this crawler may fetch a path.</summary>
    /// <param name="pathAndQuery">Path and query of the URL, percent-encoded or not, without fragment. Empty means "/".</param>
    public RobotsVerdict Judge(ReadOnlySpan<char> pathAndQuery)
    {
        if (pathAndQuery is "/robots.txt")
            return RobotsVerdict.RobotsTxt;
        var index = Find(pathAndQuery);
        return index < 0 ? RobotsVerdict.NoMatch : new RobotsVerdict(_rules[index].Allows, RobotsBasis.Rule, _rules[index].Line);
    }

    /// <summary>Whether this crawler may fetch a URL, given as people write it (a fragment is ignored, a scheme may lack).</summary>
    public RobotsVerdict JudgeUrl(ReadOnlySpan<char> url) => Judge(RobotsPath.OfUrl(url));

    /// <summary>The deciding line in its plain form (<c>Disallow: /private/</c>), for people; null when no line decided.</summary>
    public string? Explain(ReadOnlySpan<char> pathAndQuery)
    {
        var index = pathAndQuery is "/robots.txt" ? -1 : Find(pathAndQuery);
        if (index < 0)
            return null;
        ref readonly var rule = ref _rules[index];
        return (rule.Allows ? "Allow: " : "Disallow: ") + Encoding.UTF8.GetString(_bytes, rule.TextStart, rule.TextLength);
    }

    private (ulong Octets, ulong Mask) HeadOf(RobotsRule rule)
    {
        var pattern = _bytes.AsSpan(rule.PatternStart, rule.PatternLength);
        var star = pattern.IndexOf(RobotsPath.Wildcard);
        var literal = star < 0 ? pattern : pattern[..star];
        var mask = literal.Length >= sizeof(ulong) ? ulong.MaxValue : (1UL << (literal.Length * 8)) - 1;
        return (Octets(literal) & mask, mask);
    }

    private int Find(ReadOnlySpan<char> pathAndQuery)
    {
        if (_rules.Length == 0)
            return -1;
        if (pathAndQuery.IsEmpty)
            pathAndQuery = "/";
        var plain = RobotsPath.IsPlain(pathAndQuery);
        var capacity = plain ? pathAndQuery.Length : pathAndQuery.Length * 4 * RobotsPath.Growth;
        byte[]? rented = null;
        var buffer = capacity <= StackBytes ? stackalloc byte[StackBytes] : rented = ArrayPool<byte>.Shared.Rent(capacity);
        var path = plain ? Narrow(pathAndQuery, buffer) : Normalize(pathAndQuery, buffer);
        var found = Find(path);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return found;
    }

    private static ReadOnlySpan<byte> Narrow(ReadOnlySpan<char> path, Span<byte> buffer)
    {
        _ = Ascii.FromUtf16(path, buffer, out var written);
        return buffer[..written];
    }

    /// <summary>Puts the UTF-8 form at the buffer's end, and the normal form before it, where it always has room.</summary>
    private static ReadOnlySpan<byte> Normalize(ReadOnlySpan<char> path, Span<byte> buffer)
    {
        var utf8 = buffer[(path.Length * RobotsPath.Growth * RobotsPath.Growth)..];
        var length = Encoding.UTF8.GetBytes(path, utf8);
        return buffer[..RobotsPath.Normalize(utf8[..length], buffer)];
    }

    /// <summary>Rules are sorted, most specific first and Allow before Disallow, so the first match decides.</summary>
    private int Find(ReadOnlySpan<byte> path)
    {
        var start = Octets(path);
        for (var i = 0; i < _heads.Length; i++)
        {
            if ((start & _heads[i].Mask) != _heads[i].Octets)
                continue;
            ref readonly var rule = ref _rules[i];
            var pattern = _bytes.AsSpan(rule.PatternStart, rule.PatternLength);
            var matches = rule.HasWildcard ? MatchesWildcard(path, pattern, rule.Anchored)
                : rule.Anchored ? path.SequenceEqual(pattern)
                : path.StartsWith(pattern);
            if (matches)
                return i;
        }
        return -1;
    }

    /// <summary>The first eight octets as a number; zeros, which no normal form holds, stand for those that are missing.</summary>
    private static ulong Octets(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64LittleEndian(text);
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        text.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64LittleEndian(padded);
    }

    /// <summary>
    /// Each piece between stars is looked for once, from where the one before it ended: taking the first place where a piece fits never loses
    /// a match, so nothing is tried twice however many stars there are.
    /// </summary>
    private static bool MatchesWildcard(ReadOnlySpan<byte> path, ReadOnlySpan<byte> pattern, bool anchored)
    {
        var star = pattern.IndexOf(RobotsPath.Wildcard);
        var first = star < 0 ? pattern : pattern[..star];
        if (!path.StartsWith(first))
            return false;
        path = path[first.Length..];
        if (star < 0)
            return !anchored || path.IsEmpty;
        pattern = pattern[(star + 1)..];
        while (true)
        {
            star = pattern.IndexOf(RobotsPath.Wildcard);
            if (star < 0 && anchored)
                return path.EndsWith(pattern);
            var piece = star < 0 ? pattern : pattern[..star];
            var at = path.IndexOf(piece);
            if (at < 0)
                return false;
            if (star < 0)
                return true;
            path = path[(at + piece.Length)..];
            pattern = pattern[(star + 1)..];
        }
    }
}
