using System.Globalization;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Warc;

/// <summary>A record of an archive.</summary>
public sealed record WarcRecord
{
    /// <summary>Where it begins in the file: for compressed ones, where its gzip member does.</summary>
    public required long Offset { get; init; }

    /// <summary>The version line: <c>WARC/1.1</c>, <c>WARC/1.0</c>, or <c>ARC/1</c> for the older format, whose fields are given WARC's names.</summary>
    public required string Version { get; init; }

    /// <summary>The fields in their order.</summary>
    public required IReadOnlyList<HeaderField> Fields { get; init; }

    /// <summary>The block's length as announced.</summary>
    public required long ContentLength { get; init; }

    /// <summary>The block, as far as it is kept. Valid until the next record is read.</summary>
    public required ReadOnlyMemory<byte> Block { get; init; }

    /// <summary>Whether the block is longer than what is kept.</summary>
    public required bool IsCut { get; init; }

    /// <summary>What is wrong with it, for people; empty when nothing is.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Whether every digest that it states, and that is known here, is that of its bytes; null when it states none.</summary>
    public required bool? DigestsMatch { get; init; }

    /// <summary>WARC-Type.</summary>
    public string Type => First("WARC-Type") ?? "";

    /// <summary>WARC-Target-URI; the angle brackets that some writers put around it are left out. Null when there is none.</summary>
    public string? TargetUri => First("WARC-Target-URI") is not { } uri ? null
        : (uri.StartsWith('<') && uri.EndsWith('>') ? uri[1..^1] : uri).Replace(" ", "%20", StringComparison.Ordinal);

    /// <summary>WARC-Date, or an older file's date; null when there is none that can be read.</summary>
    public DateTimeOffset? Date =>
        DateTimeOffset.TryParse(First("WARC-Date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at : null;

    /// <summary>Whether the block is an HTTP message: a head, and what follows it.</summary>
    public bool IsHttp => (Type is "response" or "request" or "revisit")
        && (First("Content-Type")?.StartsWith("application/http", StringComparison.OrdinalIgnoreCase) ?? Block.Span.StartsWith("HTTP/"u8));

    /// <summary>The value of the first field of that name (any case); null when there is none.</summary>
    public string? First(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return field.Value;
        }
        return null;
    }
}
