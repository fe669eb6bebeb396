using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Tests.Conformance;

namespace ActorCrawler.Core.Tests.Http;

public sealed class HttpConformanceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan RetryLimit = TimeSpan.FromDays(1);

    [Fact]
    public void Mime_types_pass() => ConformanceFile.Run("http/mime_types.jsonl", item =>
    {
        var type = MimeType.Parse(item.TextOrNull("input"));
        var outcome = CaseOutcome.Equal(item.Text("serialized"), type?.ToString());
        return outcome.Difference is null ? CaseOutcome.Equal(item.Text("encoding"), Encoding(type)) : outcome;
    });

    [Fact]
    public void Combined_content_types_pass() => ConformanceFile.Run("http/content_type_combined.jsonl", item =>
    {
        var lines = item.GetProperty("values").EnumerateArray().Select(value => value.Text()!).ToList();
        var type = MimeType.Extract(lines);
        var outcome = CaseOutcome.Equal(item.Text("mime_type"), type?.ToString());
        if (outcome.Difference is null)
            outcome = CaseOutcome.Equal(item.Text("mime_type"), MimeType.Extract([string.Join(", ", lines)])?.ToString());
        return outcome.Difference is null ? CaseOutcome.Equal(item.Text("encoding"), Encoding(type)) : outcome;
    });

    [Fact]
    public void Content_lengths_pass() => ConformanceFile.Run("http/content_length.jsonl", item =>
    {
        // The suite's server always sends this much and closes, so a length that is none reads all of it.
        const long BodyLength = 42;
        long? read = ContentLength.TryExtract(Values(item, "content-length"), out var length) ? Math.Min(length ?? BodyLength, BodyLength) : null;
        long? expected = item.GetProperty("expect").ValueKind == JsonValueKind.Null ? null : item.GetProperty("expect").GetInt64();
        return expected == read ? CaseOutcome.Passed : CaseOutcome.Differs($"expected {expected}, got {read}");
    });

    [Fact]
    public void Nosniff_passes() => ConformanceFile.Run("http/nosniff.jsonl", item =>
        CaseOutcome.Equal(
            item.GetProperty("nosniff").GetBoolean().ToString(),
            NoSniff.IsSet(Values(item, "x-content-type-options")).ToString()));

    [Fact]
    public void Http_dates_pass() => ConformanceFile.Run("http/http_date.jsonl", item =>
    {
        var actual = HttpDate.TryParse(item.Text("input"), Now, out var date) ? date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null;
        var expected = item.Text("expect");
        if (expected is null || !expected.Contains(':', StringComparison.Ordinal) || char.IsAsciiDigit(expected[0]))
        {
            return expected switch
            {
                "lenient-or-null" => CaseOutcome.Passed,
                _ => CaseOutcome.Equal(expected, actual),
            };
        }
        if (expected.StartsWith("rule:", StringComparison.Ordinal))
            return actual is null || date > Now.AddYears(50) || date <= Now.AddYears(-50) ? CaseOutcome.Differs($"{expected}, got {actual}") : CaseOutcome.Passed;
        var accepted = expected["lenient:".Length..].Split('/');
        return actual is null || accepted.Contains(actual) ? CaseOutcome.Passed : CaseOutcome.Differs($"expected {expected}, got {actual}");
    });

    [Fact]
    public void Retry_after_passes() => ConformanceFile.Run("http/retry_after.jsonl", item =>
    {
        Assert.True(HttpDate.TryParse(item.Text("now"), Now, out var now));
        var expected = item.GetProperty("expect_seconds");
        double? seconds = expected.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => expected.GetDouble(),
            _ => RetryLimit.TotalSeconds,
        };
        var actual = RetryAfter.Parse(item.Text("input"), now, RetryLimit)?.TotalSeconds;
        return seconds == actual ? CaseOutcome.Passed : CaseOutcome.Differs($"expected {seconds}, got {actual}");
    });

    [Fact]
    public void Status_lines_pass() => ConformanceFile.Run("http/status_line.jsonl", item =>
    {
        var expected = item.GetProperty("expect");
        var actual = StatusLine.TryParse(item.Text("after_http11_space"), out var status, out var reason) ? $"{status} {reason}" : null;
        return CaseOutcome.Equal(
            expected.ValueKind == JsonValueKind.Null ? null : $"{expected.GetProperty("status").GetInt32()} {expected.Text("statusText")}", actual);
    });

    [Fact]
    public void Odd_heads_of_archives_pass() => ConformanceFile.Run("http/head_parsing_jwarc.jsonl", item =>
    {
        var bytes = item.Bytes("bytes_b64");
        var isLenient = item.Text("mode") == "lenient";
        var head = item.Text("kind") == "request" ? HttpHead.ParseRequest(bytes, isLenient) : HttpHead.ParseResponse(bytes, isLenient);
        var expected = item.GetProperty("expect");
        if (expected.ValueKind == JsonValueKind.String)
            return CaseOutcome.Equal(expected.Text(), head is null ? "reject" : "accept");
        if (head is null)
            return CaseOutcome.Differs("was rejected");
        foreach (var part in expected.EnumerateObject())
        {
            var outcome = part.Name switch
            {
                "status" => CaseOutcome.Equal(part.Value.GetInt32().ToString(CultureInfo.InvariantCulture), head.Status.ToString(CultureInfo.InvariantCulture)),
                "reason" => CaseOutcome.Equal(part.Value.Text(), head.Reason),
                "method" => CaseOutcome.Equal(part.Value.Text(), head.Method),
                "target" => CaseOutcome.Equal(part.Value.Text(), head.Target),
                "headers" => part.Value.EnumerateObject()
                    .Select(field => CaseOutcome.Equal(field.Value.Text(), HeaderValues.Join([.. head.Values(field.Name)])))
                    .FirstOrDefault(field => field.Difference is not null, CaseOutcome.Passed),
                _ => CaseOutcome.Passed,
            };
            if (outcome.Difference is not null)
                return outcome;
        }
        return CaseOutcome.Passed;
    });

    [Fact]
    public void Content_codings_pass() => ConformanceFile.Run("http/content_encoding.jsonl", CheckCoding);

    private static CaseOutcome CheckCoding(JsonElement item)
    {
        var body = item.Bytes("body_b64");
        var full = item.GetProperty("full").GetProperty("length").GetInt32();
        var hash = item.GetProperty("full").Text("sha256");
        var expected = item.Text("expect")!;
        var accepted = expected.Split("-or-");
        if (ContentCodings.Parse([item.TextOrNull("content_encoding") ?? ""], maxCodings: 5) is not ContentCodings.Known codings)
        {
            return accepted.Any(outcome => outcome is "reject" or "raw" or "error")
                ? CaseOutcome.Passed
                : CaseOutcome.Differs($"expected {expected}, got no decoding");
        }
        using var decoded = ContentDecoder.DecodeAll(body, codings, new DecodeLimits(1 << 20, 0, 0));
        var bytes = decoded.Bytes.ToArray();
        var isComplete = decoded.Status == DecodeStatus.Complete;
        var isFull = bytes.Length == full && Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash;
        var isError = decoded.Status is DecodeStatus.Truncated or DecodeStatus.Corrupt;
        var passed = accepted.Any(outcome => outcome switch
        {
            // Where an error would do, a warning does.
            "full" => isFull && (isComplete || accepted.Length > 1),
            "full+warn" => isFull && decoded.Status == DecodeStatus.Unverified,
            "full-twice" => bytes.Length == 2 * full && isComplete
                && Convert.ToHexStringLower(SHA256.HashData(bytes[..full])) == hash && bytes[..full].SequenceEqual(bytes[full..]),
            "empty" => bytes.Length == 0 && isComplete,
            "partial+error" => isError && bytes.Length < full,
            "error" => isError,
            "raw" => bytes.SequenceEqual(body),
            _ => false,
        });
        return passed ? CaseOutcome.Passed : CaseOutcome.Differs($"expected {expected}, got {bytes.Length} bytes of {full}, {decoded.Status}");
    }

    private static string? Encoding(MimeType? type) => type?.Charset is { } charset ? WebEncoding.ForLabel(charset)?.Name : null;

    /// <summary>The values of a field's lines as a client hands them on: white space around them is no part of them.</summary>
    private static IReadOnlyList<string> Values(JsonElement item, string name) =>
        [.. item.Text("header_lines")!.Split("\r\n")
            .Select(line => line.Split(':', 2))
            .Where(parts => parts[0].Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(parts => parts[1].Trim(' ', '\t'))];
}
