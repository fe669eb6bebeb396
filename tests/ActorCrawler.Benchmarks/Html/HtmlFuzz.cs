using System.Diagnostics;
using System.Text;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Pages;

namespace ActorCrawler.Benchmarks.Html;

/// <summary>
/// <c>html-fuzz [INPUTS] [SEED]</c>: throws documents made of markup pieces, random bytes and torn pages at the tokeniser, whole and split, and at the page
/// parser. Any exception, and any token that depends on the split, ends it with the input in base64.
/// </summary>
internal static class HtmlFuzz
{
    private static readonly string[] Pieces =
    [
        "<", ">", "/", "!", "?", "-", "--", "<!--", "-->", "--!>", "<!-", "&", "&amp;", "&amp", "&notit;", "&#65;", "&#x41", "&#x", "&#0;", "&#x110000;",
        "&CounterClockwiseContourIntegral;", "=", "'", "\"", " ", "\n", "\r", "\r\n", "\t", "\0", "\u0001", "a", "b=", " c", "<a", "<A HREF=", "</a", "<div ",
        "</div>", "<script>", "</script", "</SCRIPT >", "<script type=application/ld+json>", "{\"a\":[1,", "}", "]", "<title>", "</title>", "<textarea>",
        "</textarea/>", "<style>", "</style>", "<plaintext>", "<svg>", "<math><mi>", "<foreignObject>", "</svg>", "<template>", "</template>", "<![CDATA[",
        "]]>", "<!DOCTYPE", " html", " PUBLIC ", "é", "日本", "😀", "<x y=z y=w>", "<br/>", " class=\"a b\"", " id='x'", " width=32", " a =b", " e=f/",
        "<td>", "</td>", "<a href=\"x?a&amp;b\" rel='nofollow'>", "<base href='//h/'>", "<meta name=robots content=\"none\">", "<h1>", "</h2>",
        "<meta http-equiv=refresh content='0;url=x'>", "<img srcset='a 1x, b (2x, c'>", "<link rel=canonical href='?'>", "http://[::1]/", "<averyveryverylongname>",
    ];

    public static int Run(string[] args)
    {
        var inputs = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000;
        var seed = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 1;
        var random = new Random(seed);
        var pages = WebFolder.IsGiven ? WebFolder.Load().Select(page => page.Body).ToArray() : [];
        using var whole = new HtmlTokenizer();
        using var split = new HtmlTokenizer();
        using var parser = new PageParser(BenchmarkSettings.Parser);
        var clock = Stopwatch.StartNew();
        long bytes = 0;
        for (var i = 0; i < inputs; i++)
        {
            var document = Make(random, pages);
            bytes += document.Length;
            try
            {
                Check(whole, split, parser, document, random);
            }
            catch (Exception e)
            {
                Console.Error.WriteLine($"input {i} of seed {seed}: {e}");
                Console.WriteLine(Convert.ToBase64String(document));
                return 1;
            }
        }
        Console.WriteLine($"{inputs} inputs, {bytes} bytes, seed {seed}: no difference and no exception in {clock.Elapsed.TotalSeconds:0} s");
        return 0;
    }

    private static byte[] Make(Random random, byte[][] pages)
    {
        switch (random.Next(4))
        {
            case 0:
                var bytes = new byte[random.Next(300)];
                random.NextBytes(bytes);
                return bytes;
            case 1 when pages.Length > 0:
                var page = pages[random.Next(pages.Length)];
                var start = random.Next(page.Length);
                var torn = page[start..Math.Min(page.Length, start + random.Next(2000))];
                for (var n = random.Next(8); n > 0 && torn.Length > 0; n--)
                    torn[random.Next(torn.Length)] = (byte)"<>\"'&=/-! \r\0aS"[random.Next(14)];
                return torn;
            default:
                var text = new StringBuilder();
                for (var n = random.Next(40); n > 0; n--)
                    text.Append(Pieces[random.Next(Pieces.Length)]);
                text.Append('z', random.Next(2) * 64);
                return Encoding.UTF8.GetBytes(text.ToString());
        }
    }

    private static void Check(HtmlTokenizer whole, HtmlTokenizer split, PageParser parser, byte[] document, Random random)
    {
        var expected = Tokens(whole, document, () => document.Length);
        var found = Tokens(split, document, () => random.Next(1, 9));
        if (!expected.AsSpan().SequenceEqual(found))
            throw new InvalidOperationException("tokens depend on the split");
        if (parser.Parse(BenchmarkSettings.Input(document, "text/html")) is not PageOutcome.Parsed parsed)
            throw new InvalidOperationException("not taken for a page");
        if (!LinkBlock.IsValid(parsed.Page.Links.Span))
            throw new InvalidOperationException("the link block is damaged");
        System.Text.Json.JsonDocument.Parse(parsed.Page.Row).Dispose();
    }

    private static byte[] Tokens(HtmlTokenizer tokenizer, byte[] document, Func<int> length)
    {
        using var log = new MemoryStream();
        tokenizer.Reset();
        var fed = 0;
        var inText = false;
        while (true)
        {
            var kind = tokenizer.Read();
            if (kind == HtmlTokenKind.NeedsInput)
            {
                var end = Math.Min(document.Length, fed + length());
                tokenizer.Append(document.AsMemory(fed, end - fed), end == document.Length);
                fed = end;
                continue;
            }
            if (kind == HtmlTokenKind.EndOfInput)
                return log.ToArray();
            if (kind != HtmlTokenKind.Text || !inText)
                log.WriteByte((byte)kind);
            inText = kind == HtmlTokenKind.Text;
            Write(log, tokenizer, kind);
            React(tokenizer, kind);
        }
    }

    private static void Write(MemoryStream log, HtmlTokenizer tokenizer, HtmlTokenKind kind)
    {
        switch (kind)
        {
            case HtmlTokenKind.Text or HtmlTokenKind.Comment:
                log.Write(tokenizer.Text);
                break;
            case HtmlTokenKind.StartTag:
                log.Write(tokenizer.TagName);
                log.WriteByte(tokenizer.IsSelfClosing ? (byte)1 : (byte)0);
                for (var i = 0; i < tokenizer.AttributeCount; i++)
                {
                    log.Write(tokenizer.AttributeName(i));
                    log.WriteByte((byte)'=');
                    log.Write(tokenizer.AttributeValue(i));
                    log.WriteByte(0);
                }
                break;
            case HtmlTokenKind.EndTag:
                log.Write(tokenizer.TagName);
                break;
            default:
                log.Write(Encoding.UTF8.GetBytes(tokenizer.Doctype.ToString()));
                break;
        }
    }

    private static void React(HtmlTokenizer tokenizer, HtmlTokenKind kind)
    {
        if (kind != HtmlTokenKind.StartTag)
            return;
        if (tokenizer.Tag is HtmlTag.Title or HtmlTag.Textarea)
            tokenizer.SwitchTo(HtmlContentState.Rcdata);
        else if (tokenizer.Tag == HtmlTag.Style)
            tokenizer.SwitchTo(HtmlContentState.RawText);
        else if (tokenizer.Tag == HtmlTag.Script)
            tokenizer.SwitchTo(HtmlContentState.ScriptData);
        else if (tokenizer.Tag == HtmlTag.Plaintext)
            tokenizer.SwitchTo(HtmlContentState.PlainText);
        else if (tokenizer.Tag == HtmlTag.Svg)
            tokenizer.AllowsCdata = true;
    }
}
