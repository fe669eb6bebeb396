using System.Collections.Immutable;
using System.Net;
using ActorCrawler.Http.Names;

namespace ActorCrawler.Actors.Settings;

/// <summary>Reads <c>resolver</c>.</summary>
internal static class ResolverSection
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    public static ResolverSettings Read(SettingsReader reader) => new()
    {
        Source = reader.Choice("resolver.source", ("auto", ResolverSource.Auto), ("dns", ResolverSource.Dns), ("system", ResolverSource.System)),
        Families = reader.Choice(
            "resolver.families", ("auto", AddressFamilies.Auto), ("ipv4", AddressFamilies.IPv4), ("ipv6", AddressFamilies.IPv6), ("both", AddressFamilies.Both)),
        Overrides = reader.List("resolver.hosts", t => Entry(t) is null ? "'name address...' is expected, as in a hosts file" : null)
            .Select(Entry).OfType<(string Name, ImmutableArray<IPAddress> Addresses)>()
            .GroupBy(e => e.Name).ToDictionary(g => g.Key, g => g.SelectMany(e => e.Addresses).Distinct().ToImmutableArray()),
        LookupTimeout = reader.Duration("resolver.lookup-timeout", Tick, TimeSpan.FromHours(1)),
        QueryTimeout = reader.Duration("resolver.query-timeout", Tick, TimeSpan.FromHours(1)),
        MaxLookups = reader.Int("resolver.max-lookups", 1, 10_000),
        MaxThreads = reader.Int("resolver.max-threads", 1, 1_000),
        CacheSize = reader.Int("resolver.cache-size", 0, 10_000_000),
        MinTtl = reader.Duration("resolver.min-ttl", TimeSpan.Zero, OneDay),
        MaxTtl = reader.Duration("resolver.max-ttl", TimeSpan.Zero, OneDay),
        NegativeTtl = reader.Duration("resolver.negative-ttl", TimeSpan.Zero, OneDay),
        FailureTtl = reader.Duration("resolver.failure-ttl", TimeSpan.Zero, OneDay),
    };

    private static (string Name, ImmutableArray<IPAddress> Addresses)? Entry(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2) return null;
        var addresses = words.Skip(1).Select(w => IPAddress.TryParse(w, out var address) ? address : null).ToList();
        return addresses.Contains(null) ? null : (words[0].ToLowerInvariant(), [.. addresses.OfType<IPAddress>()]);
    }
}
