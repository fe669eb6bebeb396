using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Http.Connections;

/// <summary>
/// A failure on its way through SocketsHttpHandler, which knows no other way to carry one from a connection to the request that waits for it.
/// It never leaves this assembly: <see cref="PageFetcher"/> turns it into an outcome.
/// </summary>
internal sealed class FetchException(Reason reason, string detail, bool mayHeal, TimeLimit? limit = null) : IOException(detail)
{
    public Reason Reason { get; } = reason;

    public bool MayHeal { get; } = mayHeal;

    public TimeLimit? Limit { get; } = limit;

    /// <summary>The one in a chain of inner exceptions; null when there is none.</summary>
    public static FetchException? In(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is FetchException found)
                return found;
        }
        return null;
    }
}
