using System.Text.Json;
using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Cli.Tests;

public sealed class SchemaTests
{
    [Fact]
    public void Schema_of_urls_names_every_reason_that_has_a_row()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "urls.schema.json")));
        var named = schema.RootElement.GetProperty("properties").GetProperty("reason").GetProperty("enum").EnumerateArray().Select(e => e.GetString()!);
        var written = Enum.GetValues<Reason>().Where(UrlRow.IsWrittenFor).Select(r => r.Name());
        Assert.Equal(written.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("links", """{"from":"http://a.test/","to":"http://b.test/x","text":"t","rel":"nofollow"}""", "")]
    [InlineData("links", """{"from":"http://a.test/","text":"t"}""", "$ has no to")]
    [InlineData("text", """{"url":"http://a.test/","title":"T","lang":"en","text":""}""", "")]
    [InlineData("text", """{"url":"http://a.test/","markdown":"x"}""", "$ has no text; $ has markdown, which the schema does not name")]
    [InlineData("markdown", """{"url":"http://a.test/","markdown":"x"}""", "")]
    [InlineData("pages", """{"url":"http://a.test/","status":200,"depth":0,"fetched_at":"2026-11-26T00:00:00Z","elapsed_ms":1,"charset":"UTF-8","size":1,"truncated":false,"content_hash":"","extract_problems":{"a":"no"}}""", "$.truncated is False, not True; $.content_hash is '', not ^sha256:[0-9a-f]{64}$; $.extract_problems.a is no, which is not allowed")]
    public void Each_output_has_its_schema(string output, string row, string error) =>
        Assert.Equal(error, string.Join("; ", Repository.Schema($"{output}.schema.json").Errors(row)));

    [Theory]
    [InlineData("""{"url":"http://a.test/","state":"done","reason":"page","status":200,"depth":0}""", "")]
    [InlineData("""{"url":"http://a.test/","state":"done","reason":"page","depth":0,"status":200}""", "$.status stands out of order")]
    [InlineData("""{"url":"http://a.test/#x","state":"done","reason":"page","depth":0}""", "$.url is 'http://a.test/#x', not ^https?://[^\\s#]+$")]
    [InlineData("""{"url":"http://a.test/","state":"queued","reason":"page","depth":0}""", "$.state is queued, which is not allowed")]
    [InlineData("""{"url":"http://a.test/","state":"done","reason":"page","depth":-1}""", "$.depth is -1, below 0")]
    [InlineData("""{"url":"http://a.test/","state":"done","reason":"page","depth":0,"x":1}""", "$ has x, which the schema does not name")]
    [InlineData("""{"url":"http://a.test/","state":"done","reason":"page"}""", "$ has no depth")]
    [InlineData("""{"url":"http://a.test/","state":"done","reason":"page","size":1.5,"depth":0}""", "$.size is no integer")]
    public void Check_against_a_schema_finds_what_is_wrong(string row, string error) =>
        Assert.Equal(error, string.Join("; ", Repository.Schema("urls.schema.json").Errors(row)));
}
