namespace ActorCrawler.Core.Pages;

/// <summary>What parsing a page came to: a closed set of cases. There is one for any bytes.</summary>
public abstract record PageOutcome
{
    private PageOutcome()
    {
    }

    /// <summary>An HTML page.</summary>
    /// <param name="Page">What it holds.</param>
    public sealed record Parsed(ParsedPage Page) : PageOutcome;

    /// <summary>The body is no HTML.</summary>
    /// <param name="ContentType">The Content-Type as received; null when there was none.</param>
    /// <param name="Size">Bytes of the body as received.</param>
    public sealed record NotHtml(string? ContentType, long Size) : PageOutcome;

    /// <summary>The body's content coding is unknown or broken from its beginning, so that nothing can be read.</summary>
    /// <param name="Why">The error, for people.</param>
    public sealed record BadContentCoding(string Why) : PageOutcome;

    /// <summary>The body inflates beyond the limits.</summary>
    /// <param name="Why">Which limit, for people.</param>
    public sealed record TooLarge(string Why) : PageOutcome;
}
