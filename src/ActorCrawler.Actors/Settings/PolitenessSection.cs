using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors.Settings;

/// <summary>Reads <c>politeness</c> and <c>budget</c>.</summary>
internal static class PolitenessSection
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public static PolitenessSettings Read(SettingsReader reader, UserAgent userAgent)
    {
        var settings = new PolitenessSettings
        {
            Delay = reader.Duration("politeness.delay", TimeSpan.Zero, TimeSpan.FromDays(1)),
            PerHost = reader.Int("politeness.per-host", 1, 10_000),
            PerAddress = (int)(reader.OptionalCount("politeness.per-address", 1, 10_000) ?? 0),
            LatencyFactor = reader.Number("politeness.latency-factor", 0, 100),
            MaxLatencyDelay = reader.Duration("politeness.max-latency-delay", TimeSpan.Zero, TimeSpan.FromHours(1)),
            MaxCrawlDelay = reader.Duration("politeness.max-crawl-delay", Tick, TimeSpan.FromDays(1)),
            MaxWait = reader.Duration("politeness.max-wait", Tick, TimeSpan.FromDays(30)),
            BackoffBase = reader.Duration("politeness.backoff-base", Tick, TimeSpan.FromDays(1)),
            BackoffMax = reader.Duration("politeness.backoff-max", Tick, TimeSpan.FromDays(1)),
            DeadHostFailures = (int)(reader.OptionalCount("politeness.dead-host-failures", 1, 1_000_000) ?? 0),
            IgnoreRobots = reader.Switch("politeness.ignore-robots"),
            RobotsProductToken = userAgent.ProductToken,
            RobotsCache = reader.Duration("politeness.robots-cache", Tick, TimeSpan.FromDays(30)),
            RobotsRetry = reader.Duration("politeness.robots-retry", Tick, TimeSpan.FromDays(1)),
            RobotsUnreachableLimit = reader.Duration("politeness.robots-unreachable-limit", TimeSpan.Zero, TimeSpan.FromDays(365)),
            RobotsMaxRedirects = reader.Int("politeness.robots-max-redirects", 0, 20),
            RobotsMaxBytes = (int)reader.Size("politeness.robots-max-size", 500 << 10, 64 << 20),
        };
        reader.Require(settings.BackoffMax >= settings.BackoffBase, "politeness.backoff-max", "is less than politeness.backoff-base");
        return settings;
    }

    public static Budgets ReadBudgets(SettingsReader reader) => new()
    {
        MaxPages = reader.OptionalCount("budget.max-pages", 0),
        MaxPagesPerHost = reader.OptionalCount("budget.max-pages-per-host", 0),
        MaxDepth = (int?)reader.OptionalCount("budget.max-depth", 0, 1_000_000),
        MaxTime = reader.OptionalDuration("budget.max-time", Tick, TimeSpan.FromDays(3650)),
        MaxBytes = reader.OptionalSize("budget.max-bytes", 0, long.MaxValue),
    };
}
