using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Robots;
using ActorCrawler.Http;

namespace ActorCrawler.Actors.Fetching;

/// <summary>Says what an attempt at robots.txt means: undoes its content codings, and asks the rules.</summary>
internal static class RobotsTranslator
{
    /// <summary>Inflating stops here at the latest; rules further down are not read (RFC 9309 section 2.5 asks for 500 KiB).</summary>
    private static readonly DecodeLimits Limits = new(MaxBytes: 1024 * 1024, MaxRatio: 1000, RatioFreeBytes: 64 * 1024);

    private const int MaxCodings = 3;

    /// <summary>Translates an outcome; the caller keeps it.</summary>
    public static RobotsReply Translate(FetchOutcome outcome, RobotsPolicy policy, DateTimeOffset now) => outcome switch
    {
        FetchOutcome.Fetched fetched => Judge(Answer(fetched.Head, Decode(fetched), now), policy, now, $"HTTP {fetched.Status}"),
        FetchOutcome.Unwanted unwanted => Judge(Answer(unwanted.Head, default, now), policy, now, $"HTTP {unwanted.Status}"),
        FetchOutcome.Redirected redirected => new RobotsReply.Redirect(redirected.Target),
        FetchOutcome.Failed { Reason: Reason.BadRedirect } => Judge(new RobotsFetch.EndlessRedirects(), policy, now, "a redirect that leads nowhere"),
        FetchOutcome.Failed failed => new RobotsReply.Unreachable(0, failed.Reason, failed.MayHeal, failed.Detail),
        FetchOutcome.Cancelled or FetchOutcome.AddressBusy => new RobotsReply.Abandoned(),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
    };

    private static RobotsFetch.Answered Answer(ResponseHead head, ReadOnlyMemory<byte> body, DateTimeOffset now) => new(
        head.Status,
        body,
        CacheControl.Freshness(head.Combined("Cache-Control"), head.First("Expires"), head.First("Date"), head.First("Age"), now),
        head.First("Retry-After") is { } wait ? RetryAfter.Parse(wait, now, TimeSpan.FromDays(30), head.First("Date")) : null);

    private static RobotsReply Judge(RobotsFetch fetch, RobotsPolicy policy, DateTimeOffset now, string detail)
    {
        var (status, body) = fetch is RobotsFetch.Answered answer ? (answer.Status, answer.Body) : default;
        var outcome = policy.Judge(fetch);
        return outcome switch
        {
            RobotsOutcome.Parsed parsed => new RobotsReply.Known(parsed.Rules, Record(parsed.FreshFor, body)),
            RobotsOutcome.Unavailable none => new RobotsReply.Known(RobotsRules.Empty, Record(none.FreshFor, default)),
            RobotsOutcome.Unreachable => new RobotsReply.Unreachable(status, null, true, detail),
            // A 304 that nobody asked for says nothing: no conditional request is made.
            RobotsOutcome.Unchanged => new RobotsReply.Unreachable(status, null, true, detail),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
        RobotsRecord Record(TimeSpan freshFor, ReadOnlyMemory<byte> rules) => new(now, now + freshFor, outcome.Code, status, rules, null);
    }

    /// <summary>A copy of the file: the outcome's memory goes back to its pool.</summary>
    private static byte[] Decode(FetchOutcome.Fetched fetched)
    {
        if (ContentCodings.Parse(fetched.Head.All("Content-Encoding"), MaxCodings) is not ContentCodings.Known codings) return [];
        if (codings.Applied.Count == 0) return fetched.Body.Memory.ToArray();
        using var decoded = ContentDecoder.DecodeAll(fetched.Body.Memory, codings, Limits);
        return decoded.Bytes.ToArray();
    }
}
