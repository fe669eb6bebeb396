using System.Text;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Frontier;

/// <summary>The crawl's URL rules, applied to one URL at a time.</summary>
/// <param name="canonicalizer">How URLs are brought into one form.</param>
/// <param name="scope">What belongs to the crawl.</param>
/// <param name="traps">Which URLs are endless.</param>
/// <param name="today">The date that calendars are measured from.</param>
public sealed class UrlRules(UrlCanonicalizer canonicalizer, UrlScope scope, TrapRules traps, Func<DateOnly> today) : IUrlRules
{
    /// <inheritdoc/>
    public NewUrl? Judge(string url, VisitKind kind, int depth, long referrerId, int hops, bool asItStands = false)
    {
        if (!CrawlUrl.TryParse(url, null, asItStands ? UrlCanonicalizer.PlainUrls : canonicalizer, out var parsed, out _)) return null;
        return new NewUrl(parsed.Href, parsed.Host.Origin, kind, depth, referrerId, hops, Verdict(parsed, kind));
    }

    /// <inheritdoc/>
    public bool AddHost(string host) => HostKey.TryParse(host, out var key) && scope.AddHost(key);

    private Reason Verdict(CrawlUrl url, VisitKind kind)
    {
        // A sitemap is read wherever robots.txt says it lies; its entries are judged one by one.
        if (kind == VisitKind.Sitemap) return Reason.Queued;
        var isStart = kind is VisitKind.Start or VisitKind.StartGuess or VisitKind.StartRedirect or VisitKind.Command;
        var reason = scope.Judge(url, isStart).Reason.ToReason();
        // An operator who names one URL means it; what it links to is judged as any other.
        if (isStart) return reason == Reason.Scope && kind is VisitKind.StartRedirect or VisitKind.Command ? Reason.Queued : reason;
        return reason == Reason.Queued ? traps.Judge(Encoding.ASCII.GetBytes(url.Href), url.Parts, today()).ToReason() : reason;
    }
}
