using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Tests.Conformance;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests;

/// <summary>The suites about status lines, lengths and odd heads, each case sent over a socket and fetched.</summary>
public sealed class HeadConformanceTests
{
    [Fact]
    public Task Content_lengths_pass_over_a_socket() => RunAsync("http/content_length.jsonl", async item =>
    {
        // The suite's server always sends 42 bytes and closes.
        using var outcome = await Fetching.FetchAnswerAsync($"HTTP/1.1 200 OK\r\n{item.Text("header_lines")}\r\n\r\n{new string('a', 30)}{new string('b', 12)}");
        var expected = item.GetProperty("expect").ValueKind == JsonValueKind.Null ? "error" : item.GetProperty("expect").GetRawText();
        return CaseOutcome.Equal(expected, outcome is FetchOutcome.Fetched fetched ? $"{fetched.Body.Length}" : "error");
    });

    [Fact]
    public Task Status_lines_pass_over_a_socket() => RunAsync("http/status_line.jsonl", async item =>
    {
        using var outcome = await Fetching.FetchAnswerAsync($"HTTP/1.1 {item.Text("after_http11_space")}\r\nContent-Length: 3\r\n\r\nabc");
        var expected = item.GetProperty("expect");
        return CaseOutcome.Equal(
            expected.ValueKind == JsonValueKind.Null ? "error" : $"{expected.GetProperty("status").GetInt32()} {expected.Text("statusText")}",
            outcome is FetchOutcome.Fetched fetched ? $"{fetched.Status} {fetched.Head.ReasonPhrase}" : "error");
    });

    [Fact]
    public Task Odd_heads_of_archives_are_read_leniently_over_a_socket() => RunAsync("http/head_parsing_jwarc.jsonl", async item =>
    {
        var bytes = item.Bytes("bytes_b64");
        var expected = item.GetProperty("expect");
        // A live server that ends in the middle of its head has failed, whatever archives make of it; what it should reject we only read leniently.
        if (item.Text("kind") != "response" || expected.ValueKind == JsonValueKind.String || bytes.AsSpan().IndexOf("\n\n"u8) + bytes.AsSpan().IndexOf("\n\r\n"u8) < -1)
            return CaseOutcome.Skipped;
        using var outcome = await Fetching.FetchAnswerAsync(bytes);
        if (outcome is not FetchOutcome.Fetched { Head: var head })
            return CaseOutcome.Differs("was rejected");
        foreach (var part in expected.EnumerateObject())
        {
            var result = part.Name switch
            {
                "status" => CaseOutcome.Equal(part.Value.GetRawText(), $"{head.Status}"),
                "reason" => CaseOutcome.Equal(part.Value.Text(), head.ReasonPhrase),
                "headers" => part.Value.EnumerateObject().Select(field => CaseOutcome.Equal(field.Value.Text(), head.Combined(field.Name)))
                    .FirstOrDefault(field => field.Difference is not null, CaseOutcome.Passed),
                _ => CaseOutcome.Passed,
            };
            if (result.Difference is not null)
                return result;
        }
        return CaseOutcome.Passed;
    });

    private static async Task RunAsync(string file, Func<JsonElement, Task<CaseOutcome>> check)
    {
        if (ConformanceFile.Find(file) is not { } path)
            return;
        var differences = new Dictionary<string, string>();
        var total = 0;
        foreach (var line in File.ReadLines(path, Encoding.UTF8).Where(line => line.Length > 0))
        {
            using var document = JsonDocument.Parse(line);
            var outcome = await check(document.RootElement);
            if (!outcome.Counts)
                continue;
            total++;
            if (outcome.Difference is not null)
                differences.Add(document.RootElement.Text("id")!, outcome.Difference);
        }
        ConformanceFile.Report(file, differences, total);
    }
}
