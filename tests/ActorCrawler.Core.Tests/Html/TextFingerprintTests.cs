using System.Globalization;
using System.Numerics;
using System.Text;
using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Tests.Html;

public sealed class TextFingerprintTests
{
    private static readonly string[] Paragraphs = Enumerable.Range(0, 60).Select(i => Paragraph(i)).ToArray();

    [Fact]
    public void Fingerprint_is_the_same_when_only_markup_and_order_differ()
    {
        var plain = Fingerprint(string.Concat(Paragraphs.Select(p => $"<p>{p}</p>")));
        var decorated = Fingerprint(string.Concat(Paragraphs.Reverse().Select(p => $"\n<div class=x><span>  {p}</span></div>")) + "<script>var changing = 12345678901234567890;</script>");

        Assert.NotEqual(0ul, plain);
        Assert.Equal(plain, decorated);
    }

    [Fact]
    public void Fingerprint_differs_in_few_bits_when_little_of_the_text_does()
    {
        var before = Fingerprint(string.Concat(Paragraphs.Select(p => $"<p>{p}</p>")));
        var after = Fingerprint("<p>Served at 10:11:12 on a Sunday morning</p>" + string.Concat(Paragraphs[1..].Select(p => $"<p>{p}</p>")));

        Assert.InRange(BitOperations.PopCount(before ^ after), 0, 6);
    }

    [Fact]
    public void Fingerprint_differs_in_many_bits_when_the_text_does()
    {
        const string frame = "<nav>The same navigation everywhere</nav><footer>The same small print at the bottom</footer>";
        var one = Fingerprint(frame + string.Concat(Paragraphs[..30].Select(p => $"<p>{p}</p>")));
        var other = Fingerprint(frame + string.Concat(Paragraphs[30..].Select(p => $"<p>{p}</p>")));

        Assert.InRange(BitOperations.PopCount(one ^ other), 15, 64);
    }

    [Fact]
    public void Clauses_of_a_long_text_count_one_by_one()
    {
        var text = string.Join(". ", Paragraphs);

        Assert.InRange(BitOperations.PopCount(Fingerprint(text) ^ Fingerprint(text.Replace(Paragraphs[7], "Something else stands here instead now", StringComparison.Ordinal))), 0, 8);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<p>Short</p><td>12</td>")]
    [InlineData("<script>only a script, but a long one</script>")]
    public void Fingerprint_is_zero_when_there_is_no_text_to_speak_of(string html) => Assert.Equal(0ul, Fingerprint(html));

    [Fact]
    public void Fingerprint_never_changes_between_versions()
    {
        // It is stored: a change of this number means that near-duplicates are no longer told across an upgrade.
        Assert.Equal(8512803699085338971ul, Fingerprint("<p>A sentence whose fingerprint is known. Another one follows"));
    }

    private static string Paragraph(int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, random.Next(6, 20)).Select(_ => random.Next(1000, 99999).ToString(CultureInfo.InvariantCulture)));
    }

    private static ulong Fingerprint(string html)
    {
        using var extractor = new HtmlExtractor(Extraction.WideLimits, LinkSources.Hyperlinks, "x", fingerprints: true);
        extractor.Read(Encoding.UTF8.GetBytes(html), Extraction.Now);
        return extractor.Fingerprint;
    }
}
