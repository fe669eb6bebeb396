namespace ActorCrawler.Core.Frontier;

/// <summary>What becomes of a URL after its exchange and its parsing.</summary>
public sealed partial class CrawlFrontier
{
    private void OnExchanged(FrontierCommand.Exchanged command, DateTimeOffset now)
    {
        if (!_leases.TryGetValue(command.LeaseId, out var lease) || lease.Exchange is not null || lease.Lease.Purpose == LeasePurpose.Robots)
        {
            _effects.Add(new FrontierEffect.Release(command.LeaseId));
            return;
        }

        var exchange = command.Exchange;
        _fetching--;
        lease.Exchange = exchange;
        _addresses.Give(lease, exchange.Address, now);
        var wait = SettleClock(lease.Host, exchange, now);
        MarkContacted(lease.Host, now);
        switch (exchange.Outcome)
        {
            case ExchangeOutcome.Body body:
                lease.Bytes = body.Bytes + (exchange.Capture?.Bytes ?? 0);
                _bytesHeld += lease.Bytes;
                _parsing++;
                _effects.Add(new FrontierEffect.Parse(lease.Lease, exchange));
                break;
            case ExchangeOutcome.Unwanted: End(lease, Reason.NotHtml, null, now); break;
            case ExchangeOutcome.Redirect redirect: Redirect(lease, redirect, now); break;
            case ExchangeOutcome.HttpError when MayHeal(exchange.Status): RetryOrFail(lease, StatusReason(exchange.Status), null, wait, now); break;
            case ExchangeOutcome.HttpError: End(lease, StatusReason(exchange.Status), null, now); break;
            case ExchangeOutcome.NoAnswer { MayHeal: true } failure: RetryOrFail(lease, failure.Reason, failure.Detail, wait, now); break;
            case ExchangeOutcome.NoAnswer failure: End(lease, failure.Reason, failure.Detail, now); break;
            case ExchangeOutcome.Abandoned: GiveBack(lease, now, released: true); break;
            default: throw new InvalidOperationException($"Unknown outcome {exchange.Outcome.GetType().Name}.");
        }

        if (wait > _politeness.MaxWait) Close(lease.Host, Reason.WaitTooLong, $"asked to be left alone for {wait.TotalSeconds:0} s", now);
        else if (IsDead(lease.Host)) Close(lease.Host, Reason.HostDead, $"{lease.Host.Clock.Failures} failures in a row", now);
        _ready.Place(lease.Host, now);
    }

    /// <summary>Gives the host's slot back and returns the wait that the host's trouble puts on all of it; zero when it is well.</summary>
    private TimeSpan SettleClock(HostState host, Exchange exchange, DateTimeOffset now)
    {
        switch (exchange.Outcome)
        {
            // A gateway that cannot reach the host behind it says that the host is in trouble as well as 503 does.
            case ExchangeOutcome.HttpError when exchange.Status is 429 or 502 or 503 or 504:
                return host.Clock.Failed(now, exchange.RetryAfter, _random.NextDouble());
            case ExchangeOutcome.NoAnswer { Reason: Reason.Dns or Reason.Connect or Reason.Tls or Reason.Timeout or Reason.TooSlow or Reason.Protocol }:
                return host.Clock.Failed(now, null, _random.NextDouble());
            case ExchangeOutcome.NoAnswer or ExchangeOutcome.Abandoned:
                host.Clock.Release(now);
                if (exchange is { Outcome: ExchangeOutcome.Abandoned, Address: not null }) host.Clock.HoldUntil(now + AddressRetry);
                return TimeSpan.Zero;
            default:
                host.Clock.Answered(now, exchange.Elapsed);
                if (exchange.RetryAfter is not { } wait || exchange.Status < 400) return TimeSpan.Zero;
                host.Clock.HoldUntil(now + wait);
                return wait;
        }
    }

    /// <summary>How long to wait when the fetcher finds that all slots of a host's address are taken.</summary>
    private static readonly TimeSpan AddressRetry = TimeSpan.FromMilliseconds(200);

    private bool IsDead(HostState host) => _politeness.DeadHostFailures is > 0 and var limit && host.Clock.Failures >= limit;

    private static bool MayHeal(int status) => status is 408 or 425 or 429 or (>= 500 and < 600 and not 501 and not 505);

    private static Reason StatusReason(int status) => status switch
    {
        >= 400 and < 500 => Reason.HttpClientError,
        >= 500 and < 600 => Reason.HttpServerError,
        _ => Reason.HttpUnexpectedStatus,
    };

    private void Redirect(LeaseState lease, ExchangeOutcome.Redirect redirect, DateTimeOffset now)
    {
        var visit = lease.Visit;
        if (visit.Kind == VisitKind.Sitemap) FollowSitemap(lease, redirect, now);
        else if (redirect.Target is null) End(lease, Reason.BadRedirect, $"Location: {redirect.Location ?? "missing"}", now);
        else if (visit.Hops >= _settings.MaxRedirects) End(lease, Reason.TooManyRedirects, $"{visit.Hops} redirects in a row", now, redirect.Target);
        else
        {
            var fromStart = visit.Kind is VisitKind.Start or VisitKind.StartGuess or VisitKind.StartRedirect;
            var kind = fromStart ? VisitKind.StartRedirect : VisitKind.Redirect;
            var target = _rules.Judge(redirect.Target, kind, visit.Depth, visit.Id, visit.Hops + 1);
            // A site that insists on a parameter that the rules drop redirects to what they take for the same URL: it gets its way.
            if (target?.Url == visit.Url) target = _rules.Judge(redirect.Target, kind, visit.Depth, visit.Id, visit.Hops + 1, asItStands: true);
            if (target is not null)
            {
                if (fromStart && target.Verdict == Reason.Queued) JoinScope(target.Host, visit.Url);
                Find(target, now);
            }

            End(lease, Reason.Redirect, null, now, redirect.Target);
        }
    }

    private void FollowSitemap(LeaseState lease, ExchangeOutcome.Redirect redirect, DateTimeOffset now)
    {
        var visit = lease.Visit;
        if (redirect.Target is { } target && visit.Hops < _settings.MaxRedirects
            && _rules.Judge(target, VisitKind.Sitemap, 0, visit.Id, visit.Hops + 1) is { } found)
        {
            Find(found, now);
            End(lease, Reason.Redirect, null, now, target);
        }
        else
        {
            End(lease, redirect.Target is null ? Reason.BadRedirect : Reason.TooManyRedirects, null, now);
        }
    }

    private void JoinScope(string host, string startUrl)
    {
        if (!_rules.AddHost(host)) return;
        _batch.ScopeHosts.Add(host);
        _effects.Add(new FrontierEffect.ScopeGrew(host));
        Note(false, $"{startUrl} redirects to {host}, which joins the scope");
    }

    private void OnParsed(FrontierCommand.Parsed command, DateTimeOffset now)
    {
        if (!_leases.TryGetValue(command.LeaseId, out var lease) || lease.Exchange is not { } exchange) return;
        _parsing--;
        _bytesHeld -= lease.Bytes;
        switch (command.Report)
        {
            case ParseReport.Page page:
                lease.Host.Pages++;
                _pages++;
                Settle(lease, EndedPage(lease, page), now);
                break;
            case ParseReport.Sitemap sitemap:
                foreach (var url in sitemap.Sitemaps.Take(_settings.MaxSitemapsPerHost))
                {
                    if (lease.Visit.Hops < 3 && _rules.Judge(url, VisitKind.Sitemap, 0, lease.Visit.Id, lease.Visit.Hops + 1) is { } found) Find(found, now);
                }

                Settle(lease, Ended(lease, Reason.Sitemap) with
                {
                    Links = sitemap.Entries,
                    ExternalLinks = sitemap.ExternalLinks,
                    Size = sitemap.Size,
                    Detail = sitemap.Detail,
                }, now);
                break;
            case ParseReport.NotHtml other: Settle(lease, Ended(lease, Reason.NotHtml) with { Size = other.Size }, now); break;
            case ParseReport.Failed failed: Settle(lease, Ended(lease, failed.Reason) with { Detail = failed.Detail }, now); break;
            case ParseReport.Abandoned: GiveBack(lease, now, released: true); break;
            default: throw new InvalidOperationException($"Unknown report {command.Report.GetType().Name}.");
        }

        _ready.Place(lease.Host, now);
    }
}
