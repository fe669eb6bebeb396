using System.Collections.Immutable;
using System.Net;
using ActorCrawler.Http.Addresses;
using ActorCrawler.Http.Names;

namespace ActorCrawler.Http.Tests.Support;

/// <summary>Settings with the values of <c>hocon/reference.conf</c>, for tests to vary.</summary>
internal static class Defaults
{
    public static readonly FetchSettings Settings = new()
    {
        UserAgent = "ActorCrawler/0.1",
        From = "",
        Accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
        AcceptLanguage = "",
        Headers = [],
        PrivateHeaders = [],
        PrivateHeaderHosts = new HashSet<string>(),
        Credentials = [],
        Proxy = "",
        Http2 = true,
        InsecureTls = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ConnectAttemptDelay = TimeSpan.FromMilliseconds(250),
        TlsTimeout = TimeSpan.FromSeconds(10),
        HeadTimeout = TimeSpan.FromSeconds(30),
        IdleTimeout = TimeSpan.FromSeconds(20),
        TotalTimeout = TimeSpan.FromSeconds(60),
        MinimumRate = 100,
        MinimumRateGrace = TimeSpan.FromSeconds(10),
        MaxHeadBytes = 64 * 1024,
        MaxErrorBodyBytes = 64 * 1024,
        MaxDrainBytes = 64 * 1024,
        MaxConnectionsPerHost = 64,
        MaxPerAddress = 0,
        MaxConnections = 4096,
        ConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        ConnectionLifetime = TimeSpan.FromMinutes(10),
    };

    public static readonly ResolverSettings Resolver = new()
    {
        Source = ResolverSource.Auto,
        Families = AddressFamilies.Auto,
        Overrides = new Dictionary<string, ImmutableArray<IPAddress>>(),
        LookupTimeout = TimeSpan.FromSeconds(10),
        QueryTimeout = TimeSpan.FromSeconds(3),
        MaxLookups = 512,
        MaxThreads = 64,
        CacheSize = 100_000,
        MinTtl = TimeSpan.FromMinutes(1),
        MaxTtl = TimeSpan.FromHours(1),
        NegativeTtl = TimeSpan.FromMinutes(5),
        FailureTtl = TimeSpan.FromSeconds(30),
    };

    public static FetchOrder Order(string url) => new()
    {
        Url = url,
        Purpose = FetchPurpose.Page,
        Addresses = AddressPolicy.AllowPrivate,
        MaxBodyBytes = 10 * 1024 * 1024,
    };
}
