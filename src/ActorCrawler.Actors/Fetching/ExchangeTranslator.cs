using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Warc;
using ActorCrawler.Http;

namespace ActorCrawler.Actors.Fetching;

/// <summary>Says in the frontier's terms what came of a fetch.</summary>
internal static class ExchangeTranslator
{
    /// <summary>Translates an outcome; where it becomes <see cref="ExchangeOutcome.Body"/>, the outcome is a <see cref="FetchOutcome.Fetched"/>.</summary>
    /// <param name="outcome">What came of the fetch.</param>
    /// <param name="now">The time, for dates in headers.</param>
    /// <param name="capture">Its records for the archive; null when there is none.</param>
    public static Exchange Translate(FetchOutcome outcome, DateTimeOffset now, WarcCapture? capture = null)
    {
        var head = Head(outcome);
        return new Exchange
        {
            StartedAt = outcome.Facts.StartedAt,
            Elapsed = outcome.Facts.Elapsed,
            BytesReceived = outcome.Facts.BytesReceived,
            Status = head?.Status ?? 0,
            ContentType = head?.Combined("Content-Type"),
            ETag = head?.First("ETag"),
            LastModified = head?.First("Last-Modified"),
            RetryAfter = RetryAfter(outcome, now),
            Address = outcome.Facts.CountedAddress?.ToString(),
            Capture = capture,
            Outcome = outcome switch
            {
                FetchOutcome.Fetched { Status: >= 200 and < 300 } fetched => new ExchangeOutcome.Body(fetched.Body.Length, fetched.Truncated),
                FetchOutcome.Fetched { Status: 300 or 301 or 302 or 303 or 307 or 308 } => new ExchangeOutcome.Redirect(null, head!.First("Location")),
                FetchOutcome.Fetched => new ExchangeOutcome.HttpError(),
                FetchOutcome.Redirected redirected => new ExchangeOutcome.Redirect(redirected.Target, redirected.Location),
                FetchOutcome.Unwanted => new ExchangeOutcome.Unwanted(),
                FetchOutcome.Failed { Reason: Reason.BadRedirect } => new ExchangeOutcome.Redirect(null, head?.First("Location")),
                FetchOutcome.Failed failed => new ExchangeOutcome.NoAnswer(failed.Reason, failed.Detail, failed.MayHeal),
                FetchOutcome.Cancelled or FetchOutcome.AddressBusy => new ExchangeOutcome.Abandoned(),
                _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
            },
        };
    }

    /// <summary>Longer waits than this are all one: the frontier gives the host up long before.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    /// <summary>The wait that the answer asks for; null when it asks for none.</summary>
    public static TimeSpan? RetryAfter(FetchOutcome outcome, DateTimeOffset now) =>
        Head(outcome) is { } head && head.First("Retry-After") is { } value ? Core.Http.RetryAfter.Parse(value, now, LongestWait, head.First("Date")) : null;

    /// <summary>The head of the answer; null when there was none.</summary>
    public static ResponseHead? Head(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Fetched fetched => fetched.Head,
        FetchOutcome.Redirected redirected => redirected.Head,
        FetchOutcome.Unwanted unwanted => unwanted.Head,
        FetchOutcome.Failed failed => failed.Head,
        _ => null,
    };
}
