using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Tests.Conformance;

namespace ActorCrawler.Core.Tests.Encodings;

public sealed class EncodingsConformanceTests
{
    private const string Divergences = "Encodings/encodings.divergences.tsv";

    [Fact]
    public void Labels_name_the_encodings_of_the_standard()
    {
        const string File = "html/encoding_labels.json";
        if (ConformanceFile.Find(File) is not { } path)
            return;
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
        var differences = new Dictionary<string, string>();
        var total = 0;
        foreach (var label in document.RootElement.GetProperty("labels").EnumerateObject())
        {
            total++;
            if (WebEncoding.ForLabel($" {label.Name.ToUpperInvariant()}\n")?.Name is var name && name != label.Value.Text())
                differences.Add(label.Name, $"expected {label.Value.Text()}, got {name}");
        }
        ConformanceFile.Report(File, differences, total);
    }

    [Fact]
    public void Prescan_cases_pass() => ConformanceFile.Run("html/prescan_html5lib.jsonl", item => Detect(item, item.TextOrNull("http_charset")));

    [Fact]
    public void Xml_declaration_cases_pass() =>
        ConformanceFile.Run("html/xmldecl_wpt.jsonl", item => Detect(item, HttpCharset(item.Text("headers"))), required: 0.95, Divergences);

    [Fact]
    public void Precedence_cases_pass() =>
        ConformanceFile.Run("html/encoding_precedence_wpt.jsonl", item => Detect(item, HttpCharset(item.Text("headers"))));

    [Fact]
    public void W3lib_cases_pass_but_for_its_own_rules() =>
        ConformanceFile.Run("html/encoding_w3lib.jsonl", CheckW3lib, required: 0.6, Divergences);

    private static CaseOutcome Detect(JsonElement item, string? httpCharset)
    {
        var decision = CharsetDetector.Detect(item.Bytes("body_b64"), httpCharset);
        return CaseOutcome.Equal(item.Text("expect")!.ToLowerInvariant(), decision.Encoding.Name.ToLowerInvariant());
    }

    private static string? HttpCharset(string? header)
    {
        const string Name = "Content-Type:";
        if (header is null)
            return null;
        var value = header.Trim();
        return MimeType.Extract([value.StartsWith(Name, StringComparison.OrdinalIgnoreCase) ? value[Name.Length..] : value])?.Charset;
    }

    private static CaseOutcome CheckW3lib(JsonElement item)
    {
        switch (item.Text("check"))
        {
            case "declared_in_content_type":
                return CaseOutcome.Equal(Standard(item.TextOrNull("expect")), Standard(HttpCharset(item.Text("input"))));
            case "declared_in_body":
                var declared = CharsetDetector.Detect(item.Bytes("body_b64"), null);
                return CaseOutcome.Equal(
                    Standard(item.TextOrNull("expect")),
                    Standard(declared.Source is CharsetSource.Meta or CharsetSource.XmlDeclaration ? declared.Encoding.Name : null));
            case "decode":
                var body = item.Bytes("body_b64");
                var decision = CharsetDetector.Detect(body, HttpCharset(item.TextOrNull("content_type")));
                using (var text = TextDecoder.ToUtf8(body, decision))
                    return CaseOutcome.Equal(item.GetProperty("expect").TextOrNull("text"), Encoding.UTF8.GetString(text.Bytes.Span));
            default:
                var label = item.TextOrNull("input");
                return CaseOutcome.Equal(Standard(item.TextOrNull("expect")), Standard(label));
        }
    }

    /// <summary>The standard's name for one of Python's, where there is one.</summary>
    private static string? Standard(string? label) => label is null ? null : (WebEncoding.ForLabel(label)?.Name ?? label).ToLowerInvariant();
}
