using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Http;
using ActorCrawler.Http;
using ActorCrawler.Http.Addresses;

namespace ActorCrawler.Actors.Settings;

/// <summary>Reads <c>fetch</c>.</summary>
internal static class FetchSection
{
    private const int ErrorBodiesInArchives = 1 << 20;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    /// <param name="reader">The settings.</param>
    /// <param name="userAgent">How the crawler names itself.</param>
    /// <param name="startUrls">Whose hosts may be told secrets.</param>
    /// <param name="politeness">Exchanges with one host, and with one address, at a time.</param>
    /// <param name="concurrency">Exchanges in flight over all hosts.</param>
    /// <param name="outputs">What is written.</param>
    public static FetchSettings Read(SettingsReader reader, UserAgent userAgent, IEnumerable<StartUrl> startUrls, PolitenessSettings politeness, int concurrency, OutputSettings outputs)
    {
        var secrets = FetchSecrets.Read(reader);
        var perHost = politeness.PerHost;
        var settings = new FetchSettings
        {
            UserAgent = userAgent.Text,
            From = userAgent.MailAddress,
            Accept = reader.OptionalText("fetch.accept", "an Accept header in printable ASCII", IsHeaderText) ?? "",
            AcceptLanguage = reader.OptionalText("fetch.accept-language", "an Accept-Language header in printable ASCII", IsHeaderText) ?? "",
            Headers = secrets.Headers,
            PrivateHeaders = secrets.PrivateHeaders,
            PrivateHeaderHosts = StartHosts.Of(startUrls),
            Credentials = secrets.Credentials,
            Proxy = secrets.Proxy,
            Http2 = reader.Switch("fetch.http2"),
            InsecureTls = reader.Switch("fetch.insecure-tls"),
            ConnectTimeout = reader.Duration("fetch.connect-timeout", Tick, OneHour),
            ConnectAttemptDelay = reader.Duration("fetch.connect-attempt-delay", TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10)),
            TlsTimeout = reader.Duration("fetch.tls-timeout", Tick, OneHour),
            HeadTimeout = reader.Duration("fetch.head-timeout", Tick, OneHour),
            IdleTimeout = reader.Duration("fetch.idle-timeout", Tick, OneHour),
            TotalTimeout = reader.Duration("fetch.total-timeout", Tick, TimeSpan.FromHours(24)),
            MinimumRate = reader.OptionalSize("fetch.minimum-rate", 1, 1L << 40) ?? 0,
            MinimumRateGrace = reader.Duration("fetch.minimum-rate-grace", TimeSpan.Zero, OneHour),
            MaxHeadBytes = (int)reader.Size("fetch.max-head-size", 1 << 10, 1 << 20),
            MaxErrorBodyBytes = (int)(reader.AutoSize("fetch.max-error-body-size", 0, 16 << 20) ?? (outputs.Warc ? ErrorBodiesInArchives : 0)),
            KeepRequests = outputs.Warc,
            MaxDrainBytes = (int)reader.Size("fetch.max-drain-size", 0, 16 << 20),
            MaxConnectionsPerHost = reader.AutoInt("fetch.max-connections-per-host", 1, 100_000) ?? Math.Max(perHost, 16),
            MaxPerAddress = politeness.PerAddress,
            MaxConnections = reader.AutoInt("fetch.max-connections", 1, 1_000_000) ?? concurrency + 512,
            ConnectionIdleTimeout = reader.Duration("fetch.connection-idle-timeout", TimeSpan.Zero, OneHour),
            ConnectionLifetime = reader.Duration("fetch.connection-lifetime", TimeSpan.FromSeconds(1), TimeSpan.FromHours(24)),
        };
        reader.Require(settings.MaxConnectionsPerHost >= perHost, "fetch.max-connections-per-host", "is less than politeness.per-host");
        reader.Require(settings.MaxConnections >= concurrency, "fetch.max-connections", "is less than frontier.concurrency");
        return settings;
    }

    public static OrderSettings ReadOrders(SettingsReader reader)
    {
        var nets = reader.List("fetch.allow-nets", NetError);
        var cookies = new CookieLimits(reader.Int("fetch.max-cookies-per-domain", 1, 10_000), reader.Int("fetch.max-cookies", 1, 10_000_000));
        return new OrderSettings
        {
            Addresses = new AddressPolicy(reader.Switch("fetch.allow-private"), nets.Where(n => NetError(n) is null).Select(AddressPolicy.ParseNet)),
            Cookies = reader.Switch("fetch.cookies") ? cookies : null,
            MaxBodyBytes = reader.Size("fetch.max-body-size", 1 << 10, 1 << 30),
            WantedTypes = reader.List(
                "fetch.wanted-types", t => t.Count(c => c == '/') == 1 && t == t.ToLowerInvariant() ? null : "a media type in lower case is expected, such as text/html"),
        };
    }

    private static bool IsHeaderText(string text) => text.Length > 0 && text.All(c => c is >= ' ' and <= '~');

    private static string? NetError(string text)
    {
        try
        {
            AddressPolicy.ParseNet(text);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
