namespace ActorCrawler.Core.Frontier;

/// <summary>The ways an exchange for a page or a sitemap ends; closed.</summary>
public abstract record ExchangeOutcome
{
    private ExchangeOutcome()
    {
    }

    /// <summary>An answer with a body that a parser must see.</summary>
    /// <param name="Bytes">Bytes of the body as received; they count against the limit of bytes held until the parser has answered.</param>
    /// <param name="Truncated">Whether it was longer than its cap, and was cut there.</param>
    public sealed record Body(long Bytes, bool Truncated = false) : ExchangeOutcome;

    /// <summary>A 2xx answer with a content type nobody wants.</summary>
    public sealed record Unwanted : ExchangeOutcome;

    /// <summary>A redirect.</summary>
    /// <param name="Target">Where to, absolute; null when Location is missing or not an http(s) URL.</param>
    /// <param name="Location">Location as received, for people.</param>
    public sealed record Redirect(string? Target, string? Location) : ExchangeOutcome;

    /// <summary>An answer that is neither 2xx nor a redirect.</summary>
    public sealed record HttpError : ExchangeOutcome;

    /// <summary>No usable answer.</summary>
    /// <param name="Reason">Why; a reason of state failed, or <see cref="Frontier.Reason.PrivateAddress"/>.</param>
    /// <param name="Detail">The error in words.</param>
    /// <param name="MayHeal">False when trying again is pointless: no such name, a certificate that is not to be trusted.</param>
    public sealed record NoAnswer(Reason Reason, string Detail, bool MayHeal) : ExchangeOutcome;

    /// <summary>Called off by a shutdown, or lost with the process that did it: nobody's fault, so it costs no attempt.</summary>
    public sealed record Abandoned : ExchangeOutcome;
}
