using System.Text;

namespace ActorCrawler.Core.Robots;

/// <summary>Collects the rules of a group while robots.txt is read.</summary>
internal sealed class RobotsRuleList
{
    private readonly List<RobotsRule> _rules = [];
    private byte[] _bytes = [];
    private int _used;

    public TimeSpan? CrawlDelay { get; set; }

    public RequestRate? RequestRate { get; set; }

    public VisitTime? VisitTime { get; set; }

    /// <summary>Adds a rule; a pattern that can match no path (it starts with neither slash nor star) is passed over.</summary>
    public void Add(bool allows, ReadOnlySpan<byte> value, int line)
    {
        if (value.IsEmpty || value[0] is not ((byte)'/' or (byte)'*'))
            return;
        AddPattern(allows, value, value, line);
        if (!allows)
            return;

        // Google's reading: to allow a directory's index page is to allow the directory.
        var slash = value.LastIndexOf((byte)'/');
        if (slash >= 0 && Ascii.EqualsIgnoreCase(value[slash..Math.Min(value.Length, slash + 10)], "/index.htm"u8))
            AddPattern(true, [.. value[..(slash + 1)], (byte)'$'], value, line);
    }

    public RobotsRule[] ToRules()
    {
        _rules.Sort(MostSpecificFirst);
        return [.. _rules];
    }

    public byte[] ToBytes() => _bytes.AsSpan(0, _used).ToArray();

    private static int MostSpecificFirst(RobotsRule a, RobotsRule b)
    {
        var order = b.Specificity.CompareTo(a.Specificity);
        if (order == 0)
            order = b.Allows.CompareTo(a.Allows);
        return order == 0 ? a.Line.CompareTo(b.Line) : order;
    }

    private void AddPattern(bool allows, ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text, int line)
    {
        Reserve((pattern.Length * RobotsPath.Growth) + text.Length);
        var anchored = pattern[^1] == '$';
        if (anchored)
            pattern = pattern[..^1];
        var start = _used;
        var specificity = (anchored ? 1 : 0) + WritePattern(pattern, out var hasWildcard);
        var length = _used - start;

        // A star at the end says nothing: rules match prefixes, and a star before the end matches any end.
        if (length > 0 && _bytes[_used - 1] == RobotsPath.Wildcard)
        {
            anchored = false;
            length--;
            _used--;
        }
        var textStart = start;
        if (!_bytes.AsSpan(start, length).SequenceEqual(text))
        {
            textStart = _used;
            text.CopyTo(_bytes.AsSpan(_used));
            _used += text.Length;
        }
        _rules.Add(new RobotsRule
        {
            PatternStart = start,
            PatternLength = (ushort)length,
            TextStart = textStart,
            TextLength = (ushort)text.Length,
            Specificity = (ushort)specificity,
            Line = line,
            Allows = allows,
            Anchored = anchored,
            HasWildcard = hasWildcard,
        });
    }

    /// <summary>
    /// Writes the pattern's normal form, runs of stars made one, and returns how many octets it has with every star counted; an apostrophe, which is
    /// only encoded for the comparison's sake, counts as the one octet that it is.
    /// </summary>
    private int WritePattern(ReadOnlySpan<byte> pattern, out bool hasWildcard)
    {
        hasWildcard = false;
        var stars = -2 * pattern.Count((byte)'\'');
        var wildcards = 0;
        var start = _used;
        while (true)
        {
            var star = pattern.IndexOf((byte)'*');
            _used += RobotsPath.Normalize(star < 0 ? pattern : pattern[..star], _bytes.AsSpan(_used));
            if (star < 0)
                return _used - start - wildcards + stars;
            stars++;
            pattern = pattern[(star + 1)..];
            if (_used > start && _bytes[_used - 1] == RobotsPath.Wildcard)
                continue;
            hasWildcard = true;
            wildcards++;
            _bytes[_used++] = RobotsPath.Wildcard;
        }
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _used < more)
            Array.Resize(ref _bytes, Math.Max(_used + more, Math.Max(256, _bytes.Length * 2)));
    }
}
