using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace ActorCrawler.Http.Names;

/// <summary>
/// What resolv.conf(5), hosts(5) and the HOSTALIASES file of hostname(7) say. A line that makes no sense is passed over, as the system's own
/// resolver does.
/// </summary>
internal sealed record ResolverConfiguration
{
    private const int MaxServers = 3;
    private const int DnsPort = 53;

    public static readonly ResolverConfiguration Empty = new();

    /// <summary>Name servers in the order to ask them.</summary>
    public ImmutableArray<IPEndPoint> Servers { get; init; } = [new IPEndPoint(IPAddress.Loopback, DnsPort)];

    /// <summary>Domains that short names are completed with.</summary>
    public ImmutableArray<string> Search { get; init; } = [];

    /// <summary>Names with at least this many dots are complete.</summary>
    public int NDots { get; init; } = 1;

    /// <summary>Whether servers take turns at being asked first.</summary>
    public bool Rotate { get; init; }

    /// <summary>Whether TCP is used from the start.</summary>
    public bool UseTcp { get; init; }

    /// <summary>Addresses by lower-case name.</summary>
    public ImmutableDictionary<string, ImmutableArray<IPAddress>> Hosts { get; init; } = ImmutableDictionary<string, ImmutableArray<IPAddress>>.Empty;

    /// <summary>Other names for names without dots.</summary>
    public ImmutableDictionary<string, string> Aliases { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Reads the texts of the three files; empty where a file is missing.</summary>
    public static ResolverConfiguration Parse(string resolvConf, string hosts, string aliases)
    {
        var servers = ImmutableArray.CreateBuilder<IPEndPoint>();
        var configuration = Empty;
        foreach (var words in Lines(resolvConf, "#;"))
        {
            switch (words[0])
            {
                case "nameserver" when words.Length > 1 && servers.Count < MaxServers && IPAddress.TryParse(words[1], out var address):
                    servers.Add(new IPEndPoint(address, DnsPort));
                    break;
                case "domain" or "search":
                    configuration = configuration with { Search = [.. words.Skip(1).Select(domain => domain.Trim('.').ToLowerInvariant()).Where(domain => domain.Length > 0)] };
                    break;
                case "options":
                    foreach (var option in words.Skip(1))
                        configuration = configuration.With(option);
                    break;
            }
        }
        if (servers.Count > 0)
            configuration = configuration with { Servers = servers.ToImmutable() };
        return configuration with { Hosts = ParseHosts(hosts), Aliases = ParseAliases(aliases) };
    }

    private ResolverConfiguration With(string option)
    {
        if (option.StartsWith("ndots:", StringComparison.Ordinal) && int.TryParse(option.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var dots))
            return this with { NDots = Math.Min(dots, 15) };
        return option switch
        {
            "rotate" => this with { Rotate = true },
            "use-vc" => this with { UseTcp = true },
            _ => this,
        };
    }

    private static ImmutableDictionary<string, ImmutableArray<IPAddress>> ParseHosts(string text)
    {
        var hosts = new Dictionary<string, ImmutableArray<IPAddress>>();
        foreach (var words in Lines(text, "#"))
        {
            if (!IPAddress.TryParse(words[0], out var address))
                continue;
            foreach (var name in words.Skip(1).Select(name => name.TrimEnd('.').ToLowerInvariant()))
                hosts[name] = hosts.GetValueOrDefault(name, []) is var others && others.Contains(address) ? others : others.Add(address);
        }
        return hosts.ToImmutableDictionary();
    }

    private static ImmutableDictionary<string, string> ParseAliases(string text)
    {
        var aliases = new Dictionary<string, string>();
        foreach (var words in Lines(text, "#"))
        {
            if (words.Length > 1)
                aliases.TryAdd(words[0].ToLowerInvariant(), words[1].TrimEnd('.').ToLowerInvariant());
        }
        return aliases.ToImmutableDictionary();
    }

    /// <summary>The words of each line that has any, without comments.</summary>
    private static IEnumerable<string[]> Lines(string text, string comments)
    {
        foreach (var line in text.Split('\n'))
        {
            var end = line.AsSpan().IndexOfAny(comments);
            var words = (end < 0 ? line : line[..end]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
                yield return words;
        }
    }
}
