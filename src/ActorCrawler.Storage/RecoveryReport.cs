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

    /// <summary>URLs whose rows were missing from an output that is shorter than committed, or stood behind such: queued again.</summary>
    public required long QueuedAgain { get; init; }

    /// <summary>Rows of urls.jsonl that were written again from the database.</summary>
    public required long RowsRewritten { get; init; }

    /// <summary>URLs that a lower budget had excluded: queued again.</summary>
    public long Revived { get; init; }

    /// <summary>URLs waiting.</summary>
    public required long Queued { get; init; }

    /// <summary>One line for people; null when there is nothing to say.</summary>
    public string? Message
    {
        get
        {
            if (!Unclean && Revived == 0 && BytesCut == 0 && QueuedAgain == 0 && RowsRewritten == 0) return null;
            var parts = new List<string>();
            if (BytesCut > 0) parts.Add($"cut {Number(BytesCut)} uncommitted bytes off the outputs");
            if (QueuedAgain > 0) parts.Add($"{Number(QueuedAgain)} URLs were missing from an output shorter than committed and are queued again");
            if (RowsRewritten > 0) parts.Add($"wrote {Number(RowsRewritten)} rows of urls.jsonl again");
            if (Revived > 0) parts.Add($"{Number(Revived)} URLs that a lower budget had excluded are queued again");
            parts.Add($"{Number(Queued)} URLs wait");
            return $"{Title}: {string.Join(", ", parts)}.";
        }
    }

    private string Title =>
        Unclean ? "Recovered after an unclean end" : BytesCut > 0 || QueuedAgain > 0 || RowsRewritten > 0 ? "Repaired outputs" : "Higher budget";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
