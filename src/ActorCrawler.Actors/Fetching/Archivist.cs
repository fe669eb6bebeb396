using ActorCrawler.Core.Warc;
using ActorCrawler.Http;

namespace ActorCrawler.Actors.Fetching;

/// <summary>Makes an archive's records of what was sent and received, while the body is at hand.</summary>
/// <param name="newId">Gives the ids of records.</param>
/// <param name="maxErrorBody">Bytes kept of the bodies of errors and redirects.</param>
/// <param name="proxied">Whether a proxy stands between, so that the address is not the host's.</param>
internal sealed class Archivist(Func<Guid> newId, int maxErrorBody, bool proxied)
{
    /// <summary>The records of an exchange; null when nothing was received that belongs into an archive.</summary>
    public WarcCapture? Capture(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Fetched fetched => Capture(fetched, fetched.Head, fetched.Body, fetched.Truncated),
        FetchOutcome.Redirected redirected => Capture(redirected, redirected.Head, redirected.Body, redirected.Truncated),
        _ => null,
    };

    private WarcCapture Capture(FetchOutcome outcome, ResponseHead head, PooledBody body, bool truncated)
    {
        var isPage = head.Status is >= 200 and < 300;
        return WarcWriter.Capture(
            new ArchivedExchange
            {
                Url = outcome.Order.Url,
                At = outcome.Facts.StartedAt,
                Address = proxied ? null : outcome.Facts.RemoteAddress?.Address.ToString(),
                RequestHead = outcome.Facts.RequestHead,
                RequestIsRebuilt = outcome.Facts.RequestIsRebuilt,
                ResponseHead = head.Raw,
                ResponseIsRebuilt = head.IsRebuilt,
                Body = body.Memory,
                Truncation = !truncated ? WarcTruncation.None : isPage || body.Length >= maxErrorBody ? WarcTruncation.Length : WarcTruncation.Disconnect,
            },
            newId(), newId());
    }
}
