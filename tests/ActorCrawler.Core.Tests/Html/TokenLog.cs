using System.Text;
using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Tests.Html;

/// <summary>Runs the tokeniser and writes what it returns as lines of text, runs of characters joined.</summary>
internal static class TokenLog
{
    /// <param name="chunks">The document, split.</param>
    /// <param name="content">The state to start in.</param>
    /// <param name="lastStartTag">See <see cref="HtmlTokenizer.Reset"/>.</param>
    /// <param name="react">Called with every start tag: what a tree builder would do to the tokeniser.</param>
    public static List<string> Run(
        IEnumerable<byte[]> chunks,
        HtmlContentState content = HtmlContentState.Data,
        string? lastStartTag = null,
        Action<HtmlTokenizer>? react = null)
    {
        using var tokenizer = new HtmlTokenizer();
        return Run(tokenizer, chunks, content, lastStartTag, react);
    }

    public static List<string> Run(
        HtmlTokenizer tokenizer,
        IEnumerable<byte[]> chunks,
        HtmlContentState content = HtmlContentState.Data,
        string? lastStartTag = null,
        Action<HtmlTokenizer>? react = null)
    {
        tokenizer.Reset(content, Encoding.UTF8.GetBytes(lastStartTag ?? ""));
        var log = new List<string>();
        var text = new List<byte>();
        var rest = new Queue<byte[]>(chunks);
        tokenizer.Append(rest.TryDequeue(out var first) ? first : [], rest.Count == 0);
        while (true)
        {
            var kind = tokenizer.Read();
            if (kind == HtmlTokenKind.Text)
            {
                text.AddRange(tokenizer.Text);
                continue;
            }
            if (kind == HtmlTokenKind.NeedsInput)
            {
                var chunk = rest.Dequeue();
                tokenizer.Append(chunk, rest.Count == 0);
                continue;
            }
            if (text.Count > 0)
                log.Add("Character " + Wtf8.Decode([.. text]));
            text.Clear();
            if (kind == HtmlTokenKind.EndOfInput)
                return log;
            log.Add(Describe(tokenizer, kind));
            if (kind == HtmlTokenKind.StartTag)
                react?.Invoke(tokenizer);
        }
    }

    public static string StartTag(string name, IEnumerable<(string Name, string Value)> attributes, bool isSelfClosing) =>
        $"StartTag {name}{string.Concat(attributes.Select(a => $" [{a.Name}]=[{a.Value}]"))}{(isSelfClosing ? " /" : "")}";

    public static string Doctype(string? name, string? publicId, string? systemId, bool forceQuirks) =>
        $"DOCTYPE {name ?? "null"} {Show(publicId)} {Show(systemId)} {(forceQuirks ? "quirks" : "correct")}";

    private static string Show(string? text) => text is null ? "null" : $"[{text}]";

    private static string Describe(HtmlTokenizer tokenizer, HtmlTokenKind kind) => kind switch
    {
        HtmlTokenKind.StartTag => StartTag(
            Wtf8.Decode(tokenizer.TagName),
            Enumerable.Range(0, tokenizer.AttributeCount)
                .Select(i => (Wtf8.Decode(tokenizer.AttributeName(i)), Wtf8.Decode(tokenizer.AttributeValue(i)))),
            tokenizer.IsSelfClosing),
        HtmlTokenKind.EndTag => "EndTag " + Wtf8.Decode(tokenizer.TagName),
        HtmlTokenKind.Comment => "Comment " + Wtf8.Decode(tokenizer.Text),
        HtmlTokenKind.Doctype => Doctype(
            tokenizer.Doctype.Name, tokenizer.Doctype.PublicId, tokenizer.Doctype.SystemId, tokenizer.Doctype.ForceQuirks),
        _ => throw new InvalidOperationException($"unexpected {kind}"),
    };
}
