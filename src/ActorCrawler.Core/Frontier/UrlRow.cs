using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorCrawler.Core.Frontier;

/// <summary>
/// One row of <c>urls.jsonl</c>. Holds nothing that is not stored with the visit, in the precision in which it is stored: a row can be
/// written again from the database, byte for byte.
/// </summary>
public readonly record struct UrlRow
{
    private static readonly JsonEncodedText UrlKey = JsonEncodedText.Encode("url");
    private static readonly JsonEncodedText StateKey = JsonEncodedText.Encode("state");
    private static readonly JsonEncodedText ReasonKey = JsonEncodedText.Encode("reason");
    private static readonly JsonEncodedText StatusKey = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText RedirectUrlKey = JsonEncodedText.Encode("redirect_url");
    private static readonly JsonEncodedText ContentTypeKey = JsonEncodedText.Encode("content_type");
    private static readonly JsonEncodedText SizeKey = JsonEncodedText.Encode("size");
    private static readonly JsonEncodedText DepthKey = JsonEncodedText.Encode("depth");
    private static readonly JsonEncodedText ReferrerKey = JsonEncodedText.Encode("referrer");
    private static readonly JsonEncodedText IndexableKey = JsonEncodedText.Encode("indexable");
    private static readonly JsonEncodedText FetchedAtKey = JsonEncodedText.Encode("fetched_at");
    private static readonly JsonEncodedText ElapsedKey = JsonEncodedText.Encode("elapsed_ms");

    /// <summary>How rows are to be written: what JSON allows unescaped stays as it is (URLs are full of <c>&amp;</c>); no HTML is made of them.</summary>
    public static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The canonical URL.</summary>
    public required string Url { get; init; }

    /// <summary>What became of it; gives <c>state</c> and <c>reason</c>.</summary>
    public required Reason Reason { get; init; }

    /// <summary>HTTP status; 0 when there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>Where a redirect points.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>The Content-Type as received.</summary>
    public string? ContentType { get; init; }

    /// <summary>Inflated bytes of the body.</summary>
    public long? Size { get; init; }

    /// <summary>Links from the nearest start URL.</summary>
    public int Depth { get; init; }

    /// <summary>The URL that it was found on.</summary>
    public string? Referrer { get; init; }

    /// <summary>Whether a search engine may index it; null when it is no page.</summary>
    public bool? Indexable { get; init; }

    /// <summary>When the exchange began, in milliseconds since 1970.</summary>
    public long? FetchedAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public long? ElapsedMilliseconds { get; init; }

    /// <summary>Whether a URL with that reason has a row: it was fetched, failed, or robots.txt forbids it or its host's pace.</summary>
    public static bool IsWrittenFor(Reason reason) =>
        reason.State() is UrlState.Done or UrlState.Failed || reason is Reason.Robots or Reason.CrawlDelayTooLong;

    /// <summary>A duration as every row states it: in whole milliseconds, to the nearest.</summary>
    public static long Milliseconds(TimeSpan elapsed) => (long)Math.Round(elapsed.TotalMilliseconds);

    /// <summary>Writes the row as one JSON object, without the newline.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(UrlKey, Url);
        json.WriteString(StateKey, Reason.State().Name());
        json.WriteString(ReasonKey, Reason.Name());
        if (Status != 0) json.WriteNumber(StatusKey, Status);
        if (RedirectUrl is not null) json.WriteString(RedirectUrlKey, RedirectUrl);
        if (ContentType is not null) json.WriteString(ContentTypeKey, ContentType);
        if (Size is { } size) json.WriteNumber(SizeKey, size);
        json.WriteNumber(DepthKey, Depth);
        if (Referrer is not null) json.WriteString(ReferrerKey, Referrer);
        if (Indexable is { } indexable) json.WriteBoolean(IndexableKey, indexable);
        if (FetchedAt is { } at) WriteTime(json, at);
        if (ElapsedMilliseconds is { } elapsed) json.WriteNumber(ElapsedKey, elapsed);
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteTime(Utf8JsonWriter json, long at)
    {
        Span<byte> text = stackalloc byte[32];
        DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime
            .TryFormat(text, out var written, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        json.WriteString(FetchedAtKey, text[..written]);
    }
}
