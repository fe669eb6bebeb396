using ActorCrawler.Core.Robots;

namespace ActorCrawler.Core.Frontier;

/// <summary>robots.txt, and hosts that are given up.</summary>
public sealed partial class CrawlFrontier
{
    /// <summary>The <see cref="RobotsOutcome.Code"/> of <see cref="RobotsOutcome.Unavailable"/>.</summary>
    private const byte RobotsUnavailable = 2;

    private void OnRobotsReplied(FrontierCommand.RobotsReplied command, DateTimeOffset now)
    {
        if (!_leases.Remove(command.LeaseId, out var lease)) return;
        _fetching--;
        var host = lease.Host;
        host.RobotsInFlight = false;
        _addresses.Give(lease, command.Address, now);
        SettleGuest(lease, command, now);
        if (command.Capture is { } capture)
        {
            StartBatch(now);
            _batch.Captures.Add(capture);
            Hold(capture);
        }


        switch (command.Reply)
        {
            case RobotsReply.Redirect redirect:
                FollowRobots(host, redirect.Target, command.Elapsed, now);
                break;
            case RobotsReply.Known known:
                TakeRules(host, known, command.Elapsed, now);
                break;
            case RobotsReply.Unreachable unreachable:
                RobotsFailed(host, unreachable, command, now);
                break;
            case RobotsReply.Abandoned:
                host.Clock.Release(now);
                if (command.Address is not null) host.Clock.HoldUntil(now + AddressRetry);
                break;
            default:
                throw new InvalidOperationException($"Unknown reply {command.Reply.GetType().Name}.");
        }

        MarkContacted(host, now);
        _ready.Place(host, now);
    }

    private void SettleGuest(LeaseState lease, FrontierCommand.RobotsReplied command, DateTimeOffset now)
    {
        if (lease.GuestClock is not { } clock) return;
        if (command.Reply is RobotsReply.Unreachable) clock.Failed(now, command.RetryAfter, _random.NextDouble());
        else clock.Release(now);
        if (lease.Guest is not { } guest) return;
        MarkContacted(guest, now);
        _ready.Place(guest, now);
    }

    private void FollowRobots(HostState host, string target, TimeSpan elapsed, DateTimeOffset now)
    {
        var hops = (host.RobotsRedirect?.Hops ?? 0) + 1;
        if (hops > _politeness.RobotsMaxRedirects)
        {
            // As if there were no file (RFC 9309 section 2.3.1.2).
            var record = new RobotsRecord(now, now + _politeness.RobotsCache, RobotsUnavailable, 0, ReadOnlyMemory<byte>.Empty, null);
            TakeRules(host, new RobotsReply.Known(RobotsRules.Empty, record), elapsed, now);
            return;
        }

        host.Clock.Answered(now, elapsed);
        host.RobotsRedirect = (target, hops);
    }

    private void TakeRules(HostState host, RobotsReply.Known known, TimeSpan elapsed, DateTimeOffset now)
    {
        // The delay after this very exchange is already the one that the file asks for.
        host.Clock.CrawlDelay = known.Rules.CrawlDelay;
        host.Clock.Answered(now, elapsed);
        host.Robots = known.Rules;
        host.RobotsExpires = known.Record.Expires;
        host.RobotsRedirect = null;
        host.RobotsFailures = 0;
        host.RobotsUnreachableSince = null;
        StartBatch(now);
        _batch.Robots.Add((host.Id, known.Record));
        if (known.Rules.CrawlDelay > _politeness.MaxCrawlDelay)
        {
            Close(host, Reason.CrawlDelayTooLong, $"Crawl-delay of {known.Rules.CrawlDelay.Value.TotalSeconds:0.#} s", now);
            return;
        }

        if (!_settings.Sitemaps) return;
        var sitemaps = known.Rules.Sitemaps.Count > 0 ? known.Rules.Sitemaps : _settings.SitemapPaths.Select(path => host.Key + path);
        foreach (var url in sitemaps.Take(_settings.MaxSitemapsPerHost))
        {
            if (_rules.Judge(url, VisitKind.Sitemap, 0, 0, 0) is { } sitemap) Find(sitemap, now);
        }
    }

    private void RobotsFailed(HostState host, RobotsReply.Unreachable failure, FrontierCommand.RobotsReplied command, DateTimeOffset now)
    {
        host.RobotsRedirect = null;
        host.RobotsFailures++;
        host.RobotsUnreachableSince ??= now;
        var wait = host.Clock.Failed(now, command.RetryAfter, _random.NextDouble());
        var retries = host.RobotsFailures <= _settings.Retries;
        if (!retries && _politeness.RobotsRetry > wait)
        {
            wait = _politeness.RobotsRetry;
            host.Clock.HoldUntil(now + wait);
        }

        if (host.Robots is not null)
        {
            // The copy at hand is obeyed for as long as no newer one can be had (RFC 9309 section 2.4).
            host.RobotsExpires = now + (wait > _politeness.RobotsRetry ? wait : _politeness.RobotsRetry);
            if (wait <= _politeness.MaxWait) return;
        }

        // Where the scheme was a guess, nobody listening says that it was wrong: http is tried at once.
        var guesses = host.Window.Where(u => u.Kind == VisitKind.StartGuess).ToList();
        var noServer = failure.Failure is not null && (!failure.MayHeal || !retries || (failure.Failure is Reason.Connect && guesses.Count > 0));
        if (noServer)
        {
            if (failure.Failure is Reason.Connect or Reason.Tls or Reason.Timeout)
            {
                foreach (var url in guesses) TryHttp(url, now);
            }

            Close(host, failure.Failure!.Value, failure.Detail, now);
        }
        else if (wait > _politeness.MaxWait)
        {
            Close(host, Reason.WaitTooLong, $"asked to be left alone for {wait.TotalSeconds:0} s", now);
        }
        else if (now - host.RobotsUnreachableSince >= _politeness.RobotsUnreachableLimit)
        {
            Close(host, Reason.RobotsUnreachable, $"robots.txt: {failure.Detail}", now);
        }
    }

    /// <summary>Fetches nothing more from a host; its queue is settled with the reason as soon as nothing of it is in flight.</summary>
    private void Close(HostState host, Reason reason, string? detail, DateTimeOffset now)
    {
        host.Closed = reason;
        host.ClosedDetail = detail;
        host.ClosePending = true;
        host.DropWindow();
        MarkDirty(host, now);
        SettleClosed(host, now);
    }

    private void SettleClosed(HostState host, DateTimeOffset now)
    {
        if (!host.ClosePending || host.Leases > 0 || host.Closed is not { } reason) return;
        host.ClosePending = false;
        StartBatch(now);
        _batch.ClosedHosts.Add((host.Id, reason, host.ClosedDetail));
    }
}
