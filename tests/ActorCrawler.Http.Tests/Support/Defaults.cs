using ActorCrawler.Http.Addresses;

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
        MaxConnections = 4096,
        ConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        ConnectionLifetime = TimeSpan.FromMinutes(10),
    };

    public static FetchOrder Order(string url) => new()
    {
        Url = url,
        Purpose = FetchPurpose.Page,
        Addresses = AddressPolicy.AllowPrivate,
        MaxBodyBytes = 10 * 1024 * 1024,
    };
}
