using ActorCrawler.Core.Http;

namespace ActorCrawler.Actors.Stored;

/// <summary>An answer as an archive holds it, with what the archive tells of how it came about.</summary>
internal sealed record StoredPage
{
    /// <summary>The URL as archived.</summary>
    public required string Url { get; init; }

    /// <summary>The record's id; null when it has none.</summary>
    public required string? Id { get; init; }

    /// <summary>When the exchange began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The header fields.</summary>
    public required IReadOnlyList<HeaderField> Fields { get; init; }

    /// <summary>The body, content codings still on.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the body is not all of it.</summary>
    public required bool IsTruncated { get; init; }

    /// <summary>Links from the nearest start URL; 0 when the archive does not tell.</summary>
    public int Depth { get; init; }

    /// <summary>The page it was found on; null when the archive does not tell.</summary>
    public string? Referrer { get; init; }

    /// <summary>How long the exchange took; zero when the archive does not tell.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The values of a field's lines.</summary>
    public IReadOnlyList<string> All(string name) => [.. Fields.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(f => f.Value)];
}
