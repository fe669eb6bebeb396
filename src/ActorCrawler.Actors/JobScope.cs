using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Actors;

/// <summary>The scope of a job.</summary>
internal static class JobScope
{
    /// <summary>That of the start URLs, with the hosts that joined it since.</summary>
    public static UrlScope Of(CrawlSettings settings, UrlCanonicalizer canonicalizer, IEnumerable<string> joined)
    {
        var hosts = settings.StartUrls
            .Select(start => start.Root)
            .Distinct()
            .SelectMany(start => start.SchemeGuessed ? [start.Url, "http" + start.Url["https".Length..]] : new[] { start.Url })
            .Select(start => CrawlUrl.TryParse(start, null, canonicalizer, out var url, out _) ? url.Host : (HostKey?)null)
            .Concat(joined.Select(host => HostKey.TryParse(host, out var key) ? key : (HostKey?)null))
            .OfType<HostKey>();
        return new UrlScope(settings.Scope.Mode, hosts, settings.Scope.Include, settings.Scope.Exclude);
    }
}
