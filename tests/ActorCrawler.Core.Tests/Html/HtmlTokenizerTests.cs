using System.Text;
using ActorCrawler.Core.Html;
using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Core.Tests.Html;

public sealed class HtmlTokenizerTests
{
    // Pieces that reach every state; random text alone would hardly leave the data state.
    private static readonly string[] Pieces =
    [
        "<", ">", "/", "!", "?", "-", "--", "<!--", "-->", "--!>", "<!-", "&", "&amp;", "&amp", "&notit;", "&#65;", "&#x41", "&#x", "&#0;",
        "&CounterClockwiseContourIntegral;", "&#x00000000000000000000000000000000000000000000000000000000000000000000000041;", "=", "'", "\"",
        " ", "\n", "\r", "\r\n", "\t", "\0", "a", "b=", " c", "<a", "<A HREF=", "</a", "<div ", "</div>", "<script>", "</script", "</SCRIPT >",
        "<title>", "</title>", "<textarea>", "</textarea/>", "<style>", "</style>", "<plaintext>", "<svg>", "<![CDATA[", "]]>", "]]", "]",
        "<!DOCTYPE", " html", " PUBLIC ", " \"-//x\"", "é", "日本", "\u2028", "😀", "<x y=z y=w>", "<br/>",
        " class=\"a b\"", " id='x'", " data-a-rather-long-attribute-name=\"y\"", " width=32", " ALT=\"\"", " a =b", " c= \"d\"", " e=f/", " g=\u0001", " h\u0001=i",
        "<td>", "</td>", "<H1>", "<a href=\"x?a&amp;b\" rel='y' href=z>", "<\u0001", "<b\u0001>", "</b/ x='>'>", "<averyveryverylongname>", "<a\u00e9>",
    ];

    private static Gen<byte[]> Documents => Gen.Frequency(
        (3, Gen.Elements(Pieces).ListOf().Select(list => Encoding.UTF8.GetBytes(string.Concat(list)))),
        // With room behind it, so that the quick way is taken when the document comes whole.
        (3, Gen.Elements(Pieces).ListOf().Select(list => Encoding.UTF8.GetBytes(string.Concat(list) + new string('z', 64)))),
        (1, ArbMap.Default.GeneratorFor<byte[]>()));

    [Fact]
    public void Tokens_do_not_depend_on_how_input_is_split() =>
        Prop.ForAll(
            Documents.Zip(Gen.Choose(1, 7).ListOf()).ToArbitrary(),
            pair => string.Join('\n', TokenLog.Run([pair.Item1], react: SwitchContent))
                == string.Join('\n', TokenLog.Run(Split(pair.Item1, pair.Item2), react: SwitchContent)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(60).WithReplay(11, 13));

    [Fact]
    public void Unwanted_tokens_change_nothing_about_the_others()
    {
        var interest = new HtmlTagInterest[HtmlTags.Count];
        foreach (var tag in new[] { HtmlTag.A, HtmlTag.Script, HtmlTag.Title, HtmlTag.Textarea, HtmlTag.Style, HtmlTag.Plaintext, HtmlTag.Svg })
            interest[(int)tag] = HtmlTagInterest.Start;
        using var picky = new HtmlTokenizer { WantsText = false, WantsComments = false };
        picky.SetInterest(interest);
        Prop.ForAll(
            Documents.Zip(Gen.Choose(1, 7).ListOf()).ToArbitrary(),
            pair =>
            {
                var all = TokenLog.Run([pair.Item1], react: SwitchContent)
                    .Where(line => line.StartsWith("StartTag ", StringComparison.Ordinal)
                        && interest[(int)TagOf(line.Split(' ')[1])] == HtmlTagInterest.Start);
                return string.Join('\n', all) == string.Join('\n', TokenLog.Run(picky, Split(pair.Item1, pair.Item2), react: SwitchContent));
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(60).WithReplay(17, 19));
    }

    [Theory]
    [InlineData("<", 400_000)]
    [InlineData("<a ", 300_000)]
    [InlineData("<a b", 300_000)]
    [InlineData("<!--", 300_000)]
    [InlineData("<!-- -", 200_000)]
    [InlineData("-", 1_000_000)]
    [InlineData("<!", 500_000)]
    [InlineData("&", 1_000_000)]
    [InlineData("&#x0", 300_000)]
    [InlineData("<script><!--<script>", 60_000)]
    [InlineData("</script", 150_000)]
    [InlineData("<title></titl", 100_000)]
    [InlineData("<a b='", 200_000)]
    [InlineData("<a b=&am", 150_000)]
    [InlineData("]]", 500_000)]
    public void Work_is_linear_in_the_input(string unit, int repeat)
    {
        foreach (var head in new[] { "", "<a ", "<!--", "<script>", "<script><!--", "<title>", "<svg><![CDATA[", "<p x=\"", "&#" })
        {
            var document = Encoding.UTF8.GetBytes(head + string.Concat(Enumerable.Repeat(unit, repeat / 20)));
            using var tokenizer = new HtmlTokenizer();

            TokenLog.Run(tokenizer, document.Chunk(7), react: SwitchContent);

            Assert.True(tokenizer.Work < 16L * document.Length, $"{head} {unit}: {tokenizer.Work} steps for {document.Length} bytes");
        }
    }

    [Fact]
    public void Attributes_beyond_the_limit_are_dropped_at_bounded_cost()
    {
        var document = Encoding.UTF8.GetBytes("<a " + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"x{i} ")) + ">after");
        using var tokenizer = new HtmlTokenizer(maxAttributes: 100);
        tokenizer.Reset();
        tokenizer.Append(document, isFinal: true);

        Assert.Equal(HtmlTokenKind.StartTag, tokenizer.Read());
        Assert.Equal(100, tokenizer.AttributeCount);
        Assert.Equal(HtmlTokenKind.Text, tokenizer.Read());
        Assert.True(tokenizer.Work <= 100 * 100_000, $"{tokenizer.Work} steps");
    }

    [Fact]
    public void Known_names_are_found_whatever_their_length_and_case()
    {
        foreach (var tag in Enum.GetValues<HtmlTag>().Where(tag => tag != HtmlTag.Unknown))
        {
            var name = HtmlTags.Name(tag);
            Assert.Equal(tag, HtmlTags.Find(HtmlTags.Key(name), name));
            Assert.Equal(Enum.GetName(tag)!.ToLowerInvariant(), Encoding.ASCII.GetString(name).Replace("-", "", StringComparison.Ordinal));
            Assert.Equal(HtmlTag.Unknown, TagOf("x" + Encoding.ASCII.GetString(name)[1..] + "x"));
        }
        Assert.Equal(HtmlTag.Unknown, TagOf("xtemplate"));
        Assert.Equal(HtmlTag.Unknown, TagOf("cloreignobject"));
    }

    private static HtmlTag TagOf(string name) => HtmlTags.Find(HtmlTags.Key(Encoding.UTF8.GetBytes(name)), Encoding.UTF8.GetBytes(name));

    // What a tree builder does, roughly.
    private static void SwitchContent(HtmlTokenizer tokenizer)
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Title or HtmlTag.Textarea:
                tokenizer.SwitchTo(HtmlContentState.Rcdata);
                break;
            case HtmlTag.Style:
                tokenizer.SwitchTo(HtmlContentState.RawText);
                break;
            case HtmlTag.Script:
                tokenizer.SwitchTo(HtmlContentState.ScriptData);
                break;
            case HtmlTag.Plaintext:
                tokenizer.SwitchTo(HtmlContentState.PlainText);
                break;
            case HtmlTag.Svg:
                tokenizer.AllowsCdata = true;
                break;
            default:
                break;
        }
    }

    private static List<byte[]> Split(byte[] document, IEnumerable<int> lengths)
    {
        var chunks = new List<byte[]>();
        var sizes = lengths.ToArray();
        for (var offset = 0; offset < document.Length;)
        {
            var length = sizes.Length == 0 ? 3 : sizes[chunks.Count % sizes.Length];
            chunks.Add(document[offset..Math.Min(document.Length, offset + length)]);
            offset += length;
        }
        return chunks;
    }
}
