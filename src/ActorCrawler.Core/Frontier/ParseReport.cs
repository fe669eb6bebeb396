namespace ActorCrawler.Core.Frontier;

/// <summary>What parsing a body came to; closed.</summary>
public abstract record ParseReport
{
    private ParseReport()
    {
    }

    /// <summary>An HTML page.</summary>
    /// <param name="Row">The row of pages.jsonl, newline included.</param>
    /// <param name="Links">Its links as a packed link block.</param>
    /// <param name="ExternalLinks">Links outside the scope.</param>
    /// <param name="Size">Inflated bytes.</param>
    /// <param name="ContentHash">SHA-256 of the inflated body.</param>
    /// <param name="Indexable">Whether a search engine may index it.</param>
    public sealed record Page(
        ReadOnlyMemory<byte> Row, ReadOnlyMemory<byte> Links, int ExternalLinks, long Size, ReadOnlyMemory<byte> ContentHash, bool Indexable)
        : ParseReport
    {
        /// <summary>The fingerprint of its text; 0 for none.</summary>
        public ulong TextFingerprint { get; init; }

        /// <summary>Its rows of further outputs.</summary>
        public IReadOnlyList<OutputRow> Outputs { get; init; } = [];

        /// <summary>Fields whose rules could not take all that they would have found; the row tells why.</summary>
        public int FieldProblems { get; init; }
    }

    /// <summary>A sitemap.</summary>
    /// <param name="Entries">Its entries as a packed link block.</param>
    /// <param name="Sitemaps">Sitemaps that it names (a sitemap index), absolute.</param>
    /// <param name="ExternalLinks">Entries outside the scope.</param>
    /// <param name="Size">Inflated bytes.</param>
    /// <param name="Detail">What is wrong with it, when something is.</param>
    public sealed record Sitemap(
        ReadOnlyMemory<byte> Entries, IReadOnlyList<string> Sitemaps, int ExternalLinks, long Size, string? Detail) : ParseReport;

    /// <summary>The body is no HTML, whatever its header said.</summary>
    public sealed record NotHtml(long Size) : ParseReport;

    /// <summary>The body cannot be read.</summary>
    /// <param name="Reason">A reason of state failed.</param>
    /// <param name="Detail">The error in words.</param>
    public sealed record Failed(Reason Reason, string Detail) : ParseReport;

    /// <summary>Called off by a shutdown.</summary>
    public sealed record Abandoned : ParseReport;
}
