using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Http;

/// <summary>
/// What came of a fetch: one of the records nested here, and no other. Failures are outcomes too; an exception out of
/// <see cref="PageFetcher"/> is a bug. Whoever receives an outcome disposes it, which gives its body's memory back.
/// </summary>
public abstract record FetchOutcome : IDisposable
{
    private FetchOutcome(FetchOrder order, FetchFacts facts)
    {
        Order = order;
        Facts = facts;
    }

    /// <summary>The order that this is the outcome of.</summary>
    public FetchOrder Order { get; }

    /// <summary>Times, address and bytes.</summary>
    public FetchFacts Facts { get; }

    /// <summary>Gives the body's memory back, where there is one. May be called more than once.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>The server answered, with whatever status but a redirect.</summary>
    /// <param name="Order">The order.</param>
    /// <param name="Facts">Times, address and bytes.</param>
    /// <param name="Head">Status line and header fields.</param>
    /// <param name="Body">The body as received: chunked framing removed, content codings still on.</param>
    /// <param name="Truncated">Whether the body was longer than the cap and was cut there.</param>
    public sealed record Fetched(FetchOrder Order, FetchFacts Facts, ResponseHead Head, PooledBody Body, bool Truncated) : FetchOutcome(Order, Facts)
    {
        /// <summary>The HTTP status.</summary>
        public int Status => Head.Status;

        /// <inheritdoc/>
        public override void Dispose() => Body.Dispose();
    }

    /// <summary>The server answered 301, 302, 303, 307 or 308 with a usable Location. The target is a URL of its own: nothing was followed.</summary>
    /// <param name="Order">The order.</param>
    /// <param name="Facts">Times, address and bytes.</param>
    /// <param name="Head">Status line and header fields.</param>
    /// <param name="Location">The Location as received.</param>
    /// <param name="Target">The Location resolved against the order's URL: a serialised http(s) URL without fragment.</param>
    /// <param name="Body">The body as received; most redirects have a short one.</param>
    /// <param name="Truncated">Whether the body was cut.</param>
    public sealed record Redirected(FetchOrder Order, FetchFacts Facts, ResponseHead Head, string Location, string Target, PooledBody Body, bool Truncated)
        : FetchOutcome(Order, Facts)
    {
        /// <summary>The HTTP status.</summary>
        public int Status => Head.Status;

        /// <inheritdoc/>
        public override void Dispose() => Body.Dispose();
    }

    /// <summary>The server answered 2xx with a media type that is not wanted: its headers were read, its body was not.</summary>
    /// <param name="Order">The order.</param>
    /// <param name="Facts">Times, address and bytes.</param>
    /// <param name="Head">Status line and header fields.</param>
    public sealed record Unwanted(FetchOrder Order, FetchFacts Facts, ResponseHead Head) : FetchOutcome(Order, Facts)
    {
        /// <summary>The HTTP status.</summary>
        public int Status => Head.Status;
    }

    /// <summary>There is no usable answer.</summary>
    /// <param name="Order">The order.</param>
    /// <param name="Facts">Times, address and bytes.</param>
    /// <param name="Reason">Dns, Connect, Tls, Timeout, Protocol, HeadTooLarge, TooSlow, BadRedirect or PrivateAddress.</param>
    /// <param name="Detail">What happened, for people; at most 1,000 characters.</param>
    /// <param name="MayHeal">Whether another attempt has a chance: false for a name that does not exist, a bad certificate, a refused address, a broken redirect.</param>
    /// <param name="Limit">Which limit ran out; null unless <paramref name="Reason"/> is Timeout.</param>
    /// <param name="Head">The response head, when the failure came after it; null otherwise.</param>
    public sealed record Failed(FetchOrder Order, FetchFacts Facts, Reason Reason, string Detail, bool MayHeal, TimeLimit? Limit, ResponseHead? Head)
        : FetchOutcome(Order, Facts);

    /// <summary>Nothing was sent: as many exchanges as allowed are under way with the host's address (<see cref="FetchFacts.CountedAddress"/>).</summary>
    /// <param name="Order">The order.</param>
    /// <param name="Facts">Times and address.</param>
    public sealed record AddressBusy(FetchOrder Order, FetchFacts Facts) : FetchOutcome(Order, Facts);

    /// <summary>The caller's cancellation ended it.</summary>
    /// <param name="Order">The order.</param>
    /// <param name="Facts">Times, address and bytes.</param>
    public sealed record Cancelled(FetchOrder Order, FetchFacts Facts) : FetchOutcome(Order, Facts);
}
