using System.Globalization;
using System.Text.Json;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Tests.Conformance;
using ActorCrawler.Core.Warc;

namespace ActorCrawler.Core.Tests.Warc;

public sealed class WarcConformanceTests
{
    private static readonly DecodeLimits Limits = new(1 << 20, 0, 0);

    [Fact]
    public void Archives_are_read_as_a_second_reader_reads_them() =>
        ConformanceFile.Run("warc/files.jsonl", Check, required: 0.9, divergences: "Warc/files.divergences.tsv");

    private static CaseOutcome Check(JsonElement item)
    {
        var path = ConformanceFile.Find(item.GetProperty("file").GetString()!)!;
        using var file = File.OpenRead(path);
        using var reader = new WarcReader(file, 1 << 20);
        var expected = item.GetProperty("expect");
        var error = expected.GetProperty("error").GetString();
        var number = 0;
        foreach (var wanted in expected.GetProperty("records").EnumerateArray())
        {
            number++;
            if (reader.Read() is not { } record)
                return CaseOutcome.Differs($"there is no record {number}: {reader.Error}");
            var outcome = CaseOutcome.Equal(Show(wanted), Show(record));
            if (outcome.Difference is not null)
                return outcome;
        }
        // Where the other reader gives up, this one may go on.
        if (error is not null)
            return CaseOutcome.Passed;
        return reader.Read() is null && reader.Error is null ? CaseOutcome.Passed : CaseOutcome.Differs($"more records than {number}, or {reader.Error}");
    }

    private static string Show(JsonElement record) =>
        $"{record.GetProperty("type").GetString()} {record.GetProperty("uri").GetString()} at {record.GetProperty("offset").GetInt64()}, "
        + $"{(record.GetProperty("type").GetString() == "arc_header" ? "" : record.GetProperty("content_length").GetInt64())} bytes, "
        + $"{record.GetProperty("read_after_http_decode").GetInt64()} decoded, status {record.GetProperty("http_status").GetString()}, "
        + $"digests {record.GetProperty("digest_passed")}, {record.GetProperty("problems").GetArrayLength()} problems";

    private static string Show(WarcRecord record) =>
        $"{record.Type} {UriOf(record)} at {record.Offset}, {(record.Type == "arc_header" ? "" : record.ContentLength)} bytes, "
        + $"{Decoded(record)} decoded, status {StatusOf(record)}, digests {record.DigestsMatch}, {record.Problems.Count(problem => problem.Contains("digest", StringComparison.Ordinal))} problems";

    // The other reader mends spaces in WARC's URIs, not in ARC's.
    private static string? UriOf(WarcRecord record) => record.Version == "ARC/1" ? record.First("WARC-Target-URI") : record.TargetUri;

    // The other reader takes the second word of any start line for the status.
    private static string? StatusOf(WarcRecord record) => !record.IsHttp ? null
        : record.Type == "request" ? HttpHead.ParseRequest(record.Block.Span, lenient: true)?.Target
        : ArchivedHttp.Read(record)?.Head.Status.ToString(CultureInfo.InvariantCulture);

    private static int Decoded(WarcRecord record)
    {
        if (record.Type is "request" or "arc_header")
            return 0;
        if (ArchivedHttp.Read(record) is not { } http)
            return record.Block.Length;
        if (ContentCodings.Parse([.. http.Head.Values("Content-Encoding")], 3) is not ContentCodings.Known codings)
            return http.Body.Length;
        using var body = ContentDecoder.DecodeAll(http.Body, codings, Limits);
        return body.Bytes.Length;
    }
}
