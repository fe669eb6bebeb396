using ActorCrawler.Actors.Logging;

namespace ActorCrawler.Actors.Settings;

/// <summary>What a run says about its settings at the start of its log.</summary>
public static class SettingsNotices
{
    /// <summary>Logs what makes the crawl less polite or less safe than the defaults, as warnings, and every setting that is no default.</summary>
    public static void Write(CrawlSettings settings, CrawlLog log)
    {
        const string source = "settings";
        if (settings.Politeness.IgnoreRobots) log.Warning(source, "robots.txt is neither fetched nor obeyed (politeness.ignore-robots)");
        if (settings.Orders.Addresses.AllowsPrivate) log.Info(source, "private and loopback addresses may be connected to (fetch.allow-private)");
        if (settings.Orders.Addresses.AllowedNets.Length > 0)
            log.Info(source, $"these networks may be connected to, whatever they hold: {string.Join(", ", settings.Orders.Addresses.AllowedNets)} (fetch.allow-nets)");
        if (settings.Fetch.InsecureTls) log.Warning(source, "certificates are not verified (fetch.insecure-tls)");
        foreach (var setting in settings.Effective.Where(e => !e.IsDefault))
        {
            var value = setting.Values.Count > 10 ? $"{setting.Values.Count} values" : string.Join(", ", setting.Values);
            log.Info(source, $"{setting.Key} = {value} ({setting.Origin})");
        }
    }
}
