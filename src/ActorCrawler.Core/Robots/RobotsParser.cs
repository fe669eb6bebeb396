using System.Buffers;
using System.Text;
using ActorCrawler.Core.Encodings;

namespace ActorCrawler.Core.Robots;

/// <summary>Reads a robots.txt line by line and keeps what concerns one crawler.</summary>
internal sealed class RobotsParser(string productToken)
{
    /// <summary>What Google reads of a line at most (eight times the longest URL that old browsers took); the rest of the line is dropped.</summary>
    private const int MaxLineBytes = (2083 * 8) - 1;

    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    private readonly byte[] _token = Encoding.UTF8.GetBytes(productToken);
    private readonly RobotsRuleList _named = new();
    private readonly RobotsRuleList _global = new();
    private readonly List<string> _sitemaps = [];
    private readonly HashSet<string> _sitemapsSeen = new(StringComparer.Ordinal);

    // The group that the current line belongs to: opened by User-agent lines, closed by the first User-agent line after a rule.
    private bool _inNamed;
    private bool _inGlobal;
    private bool _ruleSeen;

    // Crawl-delay and its like do not close a group (RFC 9309 section 2.2.4), but belong only to the names since the one before.
    private bool _fieldForNamed;
    private bool _fieldForGlobal;
    private bool _fieldSeen;

    private bool _namedSeen;
    private string? _preferredHost;
    private int _known;
    private int _unknown;
    private int _lastLine;

    public RobotsRules Parse(ReadOnlySpan<byte> body, int maxBytes)
    {
        var isCut = body.Length > maxBytes;
        if (isCut)
            body = body[..(body[..maxBytes].LastIndexOfAny(LineEnds) + 1)];
        if (body is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
            body = FromUtf16(body);
        body = SkipByteOrderMark(body);
        for (var number = 1; !body.IsEmpty; number++)
        {
            var end = body.IndexOfAny(LineEnds);
            var line = end < 0 ? body : body[..end];
            ReadLine(line.Length > MaxLineBytes ? line[..MaxLineBytes] : line, number);
            if (end < 0)
                break;
            var isCrLf = body[end] == '\r' && end + 1 < body.Length && body[end + 1] == '\n';
            body = body[(end + (isCrLf ? 2 : 1))..];
        }
        return new RobotsRules(_namedSeen ? _named : _global)
        {
            Sitemaps = [.. _sitemaps],
            PreferredHost = _preferredHost,
            IsNamed = _namedSeen,
            IsCut = isCut,
            KnownLines = _known,
            UnknownLines = _unknown,
            LastLine = _lastLine,
        };
    }

    /// <summary>A file must be UTF-8; one that some editor saved as UTF-16 is read all the same, rather than taken for a file without rules.</summary>
    private static ReadOnlySpan<byte> FromUtf16(ReadOnlySpan<byte> body)
    {
        var decoder = new TextDecoder(body[0] == 0xFE ? WebEncoding.Utf16Be : WebEncoding.Utf16Le);
        var utf8 = new byte[(body.Length * 3 / 2) + (2 * TextDecoder.LeastOutput)];
        decoder.Decode(body[2..], utf8, true, out _, out var written);
        return utf8.AsSpan(0, written);
    }

    /// <summary>Skips the UTF-8 byte order mark, and what is left of it where its end is missing.</summary>
    private static ReadOnlySpan<byte> SkipByteOrderMark(ReadOnlySpan<byte> body) => body[body.CommonPrefixLength("\uFEFF"u8)..];

    private void ReadLine(ReadOnlySpan<byte> line, int number)
    {
        var end = line.IndexOfAny((byte)'#', (byte)0);
        line = RobotsLine.Trim(end < 0 ? line : line[..end]);
        if (!RobotsLine.TrySplit(line, out var key, out var value))
            return;
        _lastLine = number;
        var kind = RobotsLine.KindOf(key);
        if (kind == RobotsLineKind.Unknown)
        {
            _unknown++;
            return;
        }
        _known++;
        switch (kind)
        {
            case RobotsLineKind.UserAgent:
                ReadUserAgent(value);
                break;
            case RobotsLineKind.Allow:
            case RobotsLineKind.Disallow:
                ReadRule(kind == RobotsLineKind.Allow, value, number);
                break;
            case RobotsLineKind.Sitemap:
                ReadSitemap(value);
                break;
            case RobotsLineKind.Host:
                _preferredHost ??= value.IsEmpty ? null : Encoding.UTF8.GetString(value);
                break;
            default:
                ReadField(kind, value);
                break;
        }
    }

    private void ReadUserAgent(ReadOnlySpan<byte> value)
    {
        if (_ruleSeen)
            (_inNamed, _inGlobal, _ruleSeen) = (false, false, false);
        if (_fieldSeen)
            (_fieldForNamed, _fieldForGlobal, _fieldSeen) = (false, false, false);
        if (ProductToken.IsGlobal(value))
            _inGlobal = _fieldForGlobal = true;
        else if (ProductToken.Names(value, _token))
            _inNamed = _fieldForNamed = _namedSeen = true;
    }

    private void ReadRule(bool allows, ReadOnlySpan<byte> value, int number)
    {
        _ruleSeen = _fieldSeen = true;
        if (_inNamed)
            _named.Add(allows, value, number);
        if (_inGlobal)
            _global.Add(allows, value, number);
    }

    private void ReadField(RobotsLineKind kind, ReadOnlySpan<byte> value)
    {
        _fieldSeen = true;
        if (_fieldForNamed)
            RobotsFields.Set(_named, kind, value);
        if (_fieldForGlobal)
            RobotsFields.Set(_global, kind, value);
    }

    private void ReadSitemap(ReadOnlySpan<byte> value)
    {
        var isAbsolute = RobotsLine.StartsWith(value, "http://"u8) || RobotsLine.StartsWith(value, "https://"u8);
        if (isAbsolute && Encoding.UTF8.GetString(value) is var url && _sitemapsSeen.Add(url))
            _sitemaps.Add(url);
    }
}
