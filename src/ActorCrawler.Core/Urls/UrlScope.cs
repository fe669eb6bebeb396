using System.Collections.Immutable;
using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// Says whether a URL belongs to the crawl: by its host, then by the user's patterns. Judging bytes allocates nothing unless there are
/// patterns. Thread-safe; hosts may be added while others judge.
/// </summary>
public sealed class UrlScope
{
    private readonly ImmutableArray<UrlPattern> _include;
    private readonly ImmutableArray<UrlPattern> _exclude;
    private readonly Lock _adding = new();
    private volatile HostSet _hosts;

    /// <summary>Makes a scope.</summary>
    /// <param name="mode">How far from the hosts it reaches.</param>
    /// <param name="hosts">The hosts of the start URLs.</param>
    /// <param name="include">When there are any, a URL must match one of them; start URLs need not.</param>
    /// <param name="exclude">A URL that matches one of them is outside, start URLs too.</param>
    public UrlScope(ScopeMode mode, IEnumerable<HostKey> hosts, ImmutableArray<UrlPattern> include, ImmutableArray<UrlPattern> exclude)
    {
        Mode = mode;
        _include = include;
        _exclude = exclude;
        _hosts = new HostSet(mode, [.. hosts.Distinct()]);
    }

    /// <summary>How far it reaches.</summary>
    public ScopeMode Mode { get; }

    /// <summary>Whether every pattern runs in time linear in the URL.</summary>
    public bool IsLinear => _include.All(pattern => pattern.IsLinear) && _exclude.All(pattern => pattern.IsLinear);

    /// <summary>The hosts that it was made of, with those added since: what another process needs to judge alike.</summary>
    public ImmutableArray<HostKey> Hosts => _hosts.Keys;

    /// <summary>Adds a host, such as the one that a start URL redirects to; false when nothing changed.</summary>
    public bool AddHost(HostKey host)
    {
        lock (_adding)
        {
            if (_hosts.Keys.Contains(host))
                return false;
            _hosts = new HostSet(Mode, _hosts.Keys.Add(host));
            return true;
        }
    }

    /// <summary>Judges a URL.</summary>
    /// <param name="url">A canonical URL.</param>
    /// <param name="isStart">Whether it is a start URL, exempt from include patterns.</param>
    public ScopeVerdict Judge(CrawlUrl url, bool isStart = false)
    {
        const int onStack = 1024;
        Span<byte> bytes = url.Href.Length <= onStack ? stackalloc byte[onStack] : new byte[url.Href.Length];
        return Judge(bytes[..Encoding.Latin1.GetBytes(url.Href, bytes)], url.Parts, isStart);
    }

    /// <summary>Judges a URL.</summary>
    /// <param name="url">A canonical URL, ASCII.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="isStart">Whether it is a start URL, exempt from include patterns.</param>
    public ScopeVerdict Judge(ReadOnlySpan<byte> url, in UrlParts parts, bool isStart = false)
    {
        var byHost = _hosts.Judge(url, parts);
        var verdict = new ScopeVerdict(byHost);
        if (!verdict.IsInside || (_exclude.IsEmpty && _include.IsEmpty))
            return verdict;
        foreach (var pattern in _exclude)
        {
            if (pattern.IsMatch(url) is not false and var match)
                return new ScopeVerdict(match is null ? ScopeReason.PatternTimedOut : ScopeReason.Excluded, pattern.Text);
        }
        return isStart || _include.IsEmpty ? verdict : JudgeIncluded(url, verdict);
    }

    private ScopeVerdict JudgeIncluded(ReadOnlySpan<byte> url, ScopeVerdict verdict)
    {
        UrlPattern? timedOut = null;
        foreach (var pattern in _include)
        {
            var match = pattern.IsMatch(url);
            if (match is true)
                return verdict;
            if (match is null)
                timedOut ??= pattern;
        }
        return timedOut is null
            ? new ScopeVerdict(ScopeReason.NotIncluded)
            : new ScopeVerdict(ScopeReason.PatternTimedOut, timedOut.Text);
    }

    /// <summary>The hosts of a scope, ready to be looked up by bytes. Immutable.</summary>
    private sealed class HostSet
    {
        private readonly ScopeMode _mode;
        private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> _names;
        private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> _httpPorts;
        private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> _httpsPorts;

        public HostSet(ScopeMode mode, ImmutableArray<HostKey> keys)
        {
            _mode = mode;
            Keys = keys;
            var names = new HashSet<byte[]>(ByteComparer.Instance);
            var httpPorts = new HashSet<byte[]>(ByteComparer.Instance);
            var httpsPorts = new HashSet<byte[]>(ByteComparer.Instance);
            foreach (var key in keys)
            {
                var name = Encoding.ASCII.GetBytes(key.Name);
                if (mode == ScopeMode.Domain)
                    names.Add(DomainOf(name).ToArray());
                else if (key.Port == (key.IsHttps ? 443 : 80))
                    AddBothForms(name, names);
                else
                    (key.IsHttps ? httpsPorts : httpPorts).Add(Encoding.ASCII.GetBytes($"{key.Name}:{key.Port}"));
            }
            _names = names.GetAlternateLookup<ReadOnlySpan<byte>>();
            _httpPorts = httpPorts.GetAlternateLookup<ReadOnlySpan<byte>>();
            _httpsPorts = httpsPorts.GetAlternateLookup<ReadOnlySpan<byte>>();
        }

        public ImmutableArray<HostKey> Keys { get; }

        public ScopeReason Judge(ReadOnlySpan<byte> url, in UrlParts parts)
        {
            if (_mode == ScopeMode.Any)
                return ScopeReason.AnyHost;
            if (_mode == ScopeMode.Domain)
                return _names.Contains(DomainOf(parts.Host(url))) ? ScopeReason.DomainInScope : ScopeReason.OtherDomain;
            var known = parts.HasPort ? parts.IsHttps ? _httpsPorts : _httpPorts : _names;
            return known.Contains(parts.HostAndPort(url)) ? ScopeReason.HostInScope : ScopeReason.OtherHost;
        }

        private static ReadOnlySpan<byte> DomainOf(ReadOnlySpan<byte> name)
        {
            var domain = PublicSuffixList.RegistrableDomain(name);
            return domain.IsEmpty ? name : domain;
        }

        private static void AddBothForms(byte[] name, HashSet<byte[]> names)
        {
            names.Add(name);
            if (name.AsSpan().StartsWith("www."u8))
                names.Add(name[4..]);
            else
                names.Add([.. "www."u8, .. name]);
        }
    }
}
