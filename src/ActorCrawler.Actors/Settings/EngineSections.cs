using ActorCrawler.Actors.Logging;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors.Settings;

/// <summary>Reads the sections about the machine rather than the crawl: <c>frontier</c>, <c>actors</c>, <c>log</c>, <c>progress</c>.</summary>
internal static class EngineSections
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private static readonly (string, LogLevel)[] Levels =
        [("debug", LogLevel.Debug), ("info", LogLevel.Info), ("warning", LogLevel.Warning), ("error", LogLevel.Error)];

    /// <param name="reader">The settings.</param>
    /// <param name="perHost">Exchanges with one host at a time.</param>
    public static FrontierSettings ReadFrontier(SettingsReader reader, int perHost)
    {
        var concurrency = reader.Int("frontier.concurrency", 1, 100_000);
        var settings = new FrontierSettings
        {
            Concurrency = concurrency,
            WindowSize = reader.AutoInt("frontier.window-size", 1, 1_000_000) ?? Math.Max(32, 4 * perHost),
            MaxActiveHosts = reader.Int("frontier.max-active-hosts", 1, 10_000_000),
            MaxBytesHeld = reader.Size("frontier.max-bytes-held", 64 << 10, 1L << 40),
            MaxUncommitted = reader.AutoInt("frontier.max-uncommitted", 1, 10_000_000) ?? Math.Max(256, 2 * concurrency),
            Retries = reader.Int("frontier.retries", 0, 100),
            RetryBackoffBase = reader.Duration("frontier.retry-backoff-base", Tick, TimeSpan.FromDays(1)),
            RetryBackoffMax = reader.Duration("frontier.retry-backoff-max", Tick, TimeSpan.FromDays(1)),
            MaxRedirects = reader.Int("frontier.max-redirects", 0, 50),
            FollowDuplicates = reader.Switch("duplicates.follow"),
            Sitemaps = reader.Switch("frontier.sitemaps"),
            SitemapPaths = [.. reader.List("frontier.sitemap-paths", t => t.StartsWith('/') ? null : "a path that starts with / is expected")],
            MaxSitemapsPerHost = reader.Int("frontier.max-sitemaps-per-host", 1, 1_000_000),
            LeaseGrace = reader.Duration("frontier.lease-grace", Tick, TimeSpan.FromDays(1)),
        };
        reader.Require(settings.MaxUncommitted >= concurrency, "frontier.max-uncommitted", "is less than frontier.concurrency");
        reader.Require(settings.RetryBackoffMax >= settings.RetryBackoffBase, "frontier.retry-backoff-max", "is less than frontier.retry-backoff-base");
        return settings;
    }

    public static ActorSettings ReadActors(SettingsReader reader)
    {
        var local = reader.AutoInt("actors.local-parsers", 0, 1_000) ?? 0;
        return ReadActors(reader, local == 0 ? Environment.ProcessorCount : local) with { LocalParsersInReserve = local == 0 };
    }

    private static ActorSettings ReadActors(SettingsReader reader, int localParsers) => new()
    {
        LocalParsers = localParsers,
        LocalParsersInReserve = false,
        Fetchers = reader.AutoInt("actors.fetchers", 1, 1_000) ?? Environment.ProcessorCount,
        StopGrace = reader.Duration("actors.stop-grace", TimeSpan.Zero, TimeSpan.FromHours(1)),
        CommitInterval = reader.Duration("actors.commit-interval", Tick, TimeSpan.FromMinutes(10)),
        CommitVisits = reader.Int("actors.commit-visits", 1, 1_000_000),
        CommitBytes = reader.Size("actors.commit-size", 1 << 10, 1L << 40),
    };

    public static LogSettings ReadLog(SettingsReader reader) => new()
    {
        Level = reader.Choice("log.level", Levels),
        StandardErrorLevel = reader.Choice("log.stderr-level", Levels),
        Format = reader.Choice("log.format", ("text", LogFormat.Text), ("json", LogFormat.Json)),
        MaxFileSize = reader.Size("log.max-file-size", 4 << 10, 1L << 40),
        MaxFiles = reader.Int("log.max-files", 1, 1_000),
    };

    public static ProgressSettings ReadProgress(SettingsReader reader) => new()
    {
        Quiet = reader.Switch("progress.quiet"),
        Interval = reader.Duration("progress.interval", TimeSpan.FromMilliseconds(20), TimeSpan.FromHours(1)),
        PlainInterval = reader.Duration("progress.plain-interval", TimeSpan.FromMilliseconds(20), TimeSpan.FromDays(1)),
    };
}
