using System.Globalization;
using System.Text;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Urls.Encoders;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// Percent-encodes the query of a link in its document's encoding (URL standard, "percent-encode after encoding"): what the encoding cannot
/// say becomes <c>%26%23N%3B</c>, a percent-encoded character reference. Not thread-safe.
/// </summary>
internal sealed class QueryEncoder
{
    private readonly LegacyEncoder _encoder;

    private QueryEncoder(LegacyEncoder encoder) => _encoder = encoder;

    /// <summary>An encoder for a document's encoding, or null where queries are written in UTF-8.</summary>
    public static QueryEncoder? For(WebEncoding? encoding) =>
        encoding is not null && LegacyEncoder.For(encoding) is { } encoder ? new QueryEncoder(encoder) : null;

    /// <summary>Whether the encoding matters to this query at all.</summary>
    public bool Concerns(ReadOnlySpan<byte> query) => _encoder.Shifts || !Ascii.IsValid(query);

    /// <summary>Writes the query (UTF-8) in the document's encoding, percent-encoded.</summary>
    public void Encode(ReadOnlySpan<byte> query, UrlBuffer output)
    {
        Span<byte> bytes = stackalloc byte[LegacyEncoder.MaxBytes];
        while (!query.IsEmpty)
        {
            Rune.DecodeFromUtf8(query, out var rune, out var consumed);
            query = query[consumed..];
            Write(bytes[.._encoder.Encode(rune.Value, bytes, out var unknown)], output);
            if (unknown != 0)
                WriteReference(unknown, output);
        }
        Write(bytes[.._encoder.Finish(bytes)], output);
    }

    private static void WriteReference(int codePoint, UrlBuffer output)
    {
        output.Append("%26%23"u8);
        var room = output.Extend(7);
        codePoint.TryFormat(room, out var written, default, CultureInfo.InvariantCulture);
        output.Length -= 7 - written;
        output.Append("%3B"u8);
    }

    private static void Write(ReadOnlySpan<byte> bytes, UrlBuffer output)
    {
        foreach (var value in bytes)
        {
            if (PercentEncodeSet.QueryKept.Contains(value))
                output.Append(value);
            else
                output.AppendPercent(value);
        }
    }
}
