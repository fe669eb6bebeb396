using System.Text.Json;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Tests.Conformance;

namespace ActorCrawler.Core.Tests.Html;

public sealed class HtmlTokenizerConformanceTests
{
    // Each case runs whole and split after every byte.
    [Fact]
    public void Tokens_are_those_of_html5lib() => ConformanceFile.Run("html/tokenizer_html5lib.jsonl", Check);

    private static CaseOutcome Check(JsonElement item)
    {
        var isDoubleEscaped = item.TryGetProperty("doubleEscaped", out var flag) && flag.GetBoolean();
        string? Text(JsonElement value)
        {
            var text = value.Text();
            return isDoubleEscaped && text is not null ? Unescape(text) : text;
        }

        var input = Wtf8.Encode(Text(item.GetProperty("input"))!);
        var expected = Join(item.GetProperty("output").EnumerateArray().Select(token => Describe(token, Text)));
        var states = item.TryGetProperty("initialStates", out var given)
            ? given.EnumerateArray().Select(state => State(state.GetString()!)).ToArray()
            : [HtmlContentState.Data];
        foreach (var state in states)
        {
            foreach (var chunks in new[] { [input], input.Select(b => new[] { b }).ToArray() })
            {
                var outcome = CaseOutcome.Equal(expected, Join(TokenLog.Run(chunks, state, item.TextOrNull("lastStartTag"))));
                if (outcome.Difference is not null)
                    return CaseOutcome.Differs($"{state}, {chunks.Length} chunks: {outcome.Difference}");
            }
        }
        return CaseOutcome.Passed;
    }

    private static string Describe(JsonElement token, Func<JsonElement, string?> text)
    {
        var kind = token[0].GetString();
        return kind switch
        {
            "StartTag" => TokenLog.StartTag(
                text(token[1])!,
                token[2].EnumerateObject().Select(p => (text(NameOf(p))!, text(p.Value)!)),
                token.GetArrayLength() > 3 && token[3].GetBoolean()),
            "DOCTYPE" => TokenLog.Doctype(text(token[1]), text(token[2]), text(token[3]), !token[4].GetBoolean()),
            _ => $"{kind} {text(token[1])}",
        };
    }

    // A property's name as an element, so that its escapes are read like those of any other text.
    private static JsonElement NameOf(JsonProperty property) => JsonSerializer.SerializeToElement(property.Name);

    private static string Join(IEnumerable<string> tokens) => string.Join('\n', tokens);

    private static HtmlContentState State(string name) => name switch
    {
        "Data state" => HtmlContentState.Data,
        "RCDATA state" => HtmlContentState.Rcdata,
        "RAWTEXT state" => HtmlContentState.RawText,
        "Script data state" => HtmlContentState.ScriptData,
        "PLAINTEXT state" => HtmlContentState.PlainText,
        "CDATA section state" => HtmlContentState.CdataSection,
        _ => throw new InvalidDataException($"unknown state {name}"),
    };

    private static string Unescape(string text)
    {
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 5 >= text.Length || text[i + 1] != 'u')
            {
                result.Append(text[i]);
                continue;
            }
            result.Append((char)Convert.ToUInt16(text.Substring(i + 2, 4), 16));
            i += 5;
        }
        return result.ToString();
    }
}
