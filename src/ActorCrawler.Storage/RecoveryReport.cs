using System.Globalization;

namespace ActorCrawler.Storage;

/// <summary>What opening a job found, and what it did about it.</summary>
public sealed record RecoveryReport
{
    /// <summary>The job was created just now.</summary>
    public required bool IsNew { get; init; }

    /// <summary>The last session did not close the job: hosts are to wait their full delay first.</summary>
    public required bool Unclean { get; init; }

    /// <summary>Bytes beyond the committed length that were cut off the outputs.</summary>
    public required long BytesCut { get; init; }

    /// <summary>Pages whose rows were missing from an output that is shorter than committed: queued again.</summary>
    public required long PagesQueuedAgain { get; init; }

    /// <summary>Rows of urls.jsonl that were written again from the database.</summary>
    public required long RowsRewritten { get; init; }

    /// <summary>URLs waiting.</summary>
    public required long Queued { get; init; }

    /// <summary>One line for people; null when there is nothing to say.</summary>
    public string? Message
    {
        get
        {
            if (!Unclean && BytesCut == 0 && PagesQueuedAgain == 0 && RowsRewritten == 0) return null;
            var parts = new List<string>();
            if (BytesCut > 0) parts.Add($"cut {Number(BytesCut)} uncommitted bytes off the outputs");
            if (PagesQueuedAgain > 0) parts.Add($"{Number(PagesQueuedAgain)} pages were missing from pages.jsonl and are queued again");
            if (RowsRewritten > 0) parts.Add($"wrote {Number(RowsRewritten)} rows of urls.jsonl again");
            parts.Add($"{Number(Queued)} URLs wait");
            return $"{(Unclean ? "Recovered after an unclean end" : "Repaired outputs")}: {string.Join(", ", parts)}.";
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
