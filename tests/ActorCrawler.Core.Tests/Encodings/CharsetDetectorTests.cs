using System.Text;
using ActorCrawler.Core.Encodings;
using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Core.Tests.Encodings;

public sealed class CharsetDetectorTests
{
    private static readonly string Padding = new('x', 2000);

    [Theory]
    [InlineData("plain", null, "windows-1252", CharsetSource.Fallback)]
    [InlineData("é", null, "UTF-8", CharsetSource.Content)]
    [InlineData("é", "latin1", "windows-1252", CharsetSource.Http)]
    [InlineData("é", "no such charset", "UTF-8", CharsetSource.Content)]
    [InlineData("\uFEFFé", "latin1", "UTF-8", CharsetSource.ByteOrderMark)]
    [InlineData("<meta charset=koi8-r>", null, "KOI8-R", CharsetSource.Meta)]
    [InlineData("<META CHARSET = 'utf-16'>", null, "UTF-8", CharsetSource.Meta)]
    [InlineData("<meta charset=x-user-defined>", null, "windows-1252", CharsetSource.Meta)]
    [InlineData("<meta charset=koi8-r>", "sjis", "Shift_JIS", CharsetSource.Http)]
    [InlineData("<?xml version='1.0' encoding='koi8-r'?><meta charset=sjis>", null, "Shift_JIS", CharsetSource.Meta)]
    [InlineData("<?xml version='1.0' encoding='koi8-r'?>", null, "KOI8-R", CharsetSource.XmlDeclaration)]
    [InlineData("<meta charset=hz-gb-2312>", null, "replacement", CharsetSource.Meta)]
    [InlineData("<script>\"<meta charset=koi8-r>\"</script>", null, "KOI8-R", CharsetSource.Meta)]
    [InlineData("<!-- <meta charset=koi8-r> -->", null, "windows-1252", CharsetSource.Fallback)]
    [InlineData("<meta charset=koi8-r", null, "windows-1252", CharsetSource.Fallback)]
    public void Encoding_is_told_by_the_first_source_that_knows(string body, string? http, string name, CharsetSource source)
    {
        var decision = CharsetDetector.Detect(Encoding.UTF8.GetBytes(body), http);

        Assert.Equal((name, source), (decision.Encoding.Name, decision.Source));
        Assert.Equal(source == CharsetSource.ByteOrderMark ? 3 : 0, decision.BomLength);
    }

    [Fact]
    public void Late_meta_counts_as_for_a_parser_that_starts_anew()
    {
        Assert.Equal("KOI8-R", Name($"<p>{Padding}<meta charset=koi8-r>"));
        Assert.Equal("windows-1252", Name($"<p>{Padding}<script>'<meta charset=koi8-r>'</script>"));
        Assert.Equal("KOI8-R", Name($"<p>{Padding}<script>'</scrip><meta charset=sjis>'</SCRIPT><meta charset=koi8-r>"));
    }

    [Fact]
    public void Text_that_the_prefix_cuts_is_utf8_all_the_same()
    {
        var bytes = Encoding.UTF8.GetBytes("aé日😀");

        for (var length = 3; length <= bytes.Length; length++)
            Assert.Equal("UTF-8", CharsetDetector.Detect(bytes.AsSpan(0, length), null).Encoding.Name);
        Assert.Equal("windows-1252", CharsetDetector.Detect(bytes.AsSpan(0, 2), null).Encoding.Name);
        Assert.Equal("windows-1252", CharsetDetector.Detect([.. bytes, 0xE9, (byte)'x'], null).Encoding.Name);
    }

    [Theory]
    [InlineData("<a/>", null, "UTF-8", CharsetSource.Fallback)]
    [InlineData("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", null, "windows-1252", CharsetSource.XmlDeclaration)]
    [InlineData("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "utf-8", "UTF-8", CharsetSource.Http)]
    [InlineData("<a><meta charset=koi8-r/></a>", null, "UTF-8", CharsetSource.Fallback)]
    public void Xml_has_rules_of_its_own(string body, string? http, string name, CharsetSource source)
    {
        var decision = CharsetDetector.DetectXml(Encoding.UTF8.GetBytes(body), http);

        Assert.Equal((name, source), (decision.Encoding.Name, decision.Source));
    }

    [Fact]
    public void Xml_in_utf16_is_told_without_its_mark()
    {
        Assert.Equal("UTF-16LE", CharsetDetector.DetectXml(Encoding.Unicode.GetBytes("<urlset/>"), null).Encoding.Name);
        Assert.Equal("UTF-16BE", CharsetDetector.DetectXml(Encoding.BigEndianUnicode.GetBytes("<urlset/>"), null).Encoding.Name);
    }

    [Fact]
    public void Nothing_throws_on_any_bytes() =>
        Prop.ForAll(
            Gen.Frequency(
                (1, ArbMap.Default.GeneratorFor<byte[]>()),
                (3, Gen.Elements("<", "meta", "<meta ", "charset", "=", "'", "\"", ">", "/", " ", "utf-8", "content", "http-equiv", "content-type", "<!--", "-->",
                    "<?xml", "encoding", "\0", "</", "<script", "</script", "koi8-r", ";").ListOf().Select(list => Encoding.UTF8.GetBytes(string.Concat(list)))))
                .ToArbitrary(),
            body => CharsetDetector.Detect(body, null).Encoding is not null && CharsetDetector.DetectXml(body, null).Encoding is not null
                && CharsetDetector.DetectText(body, null).Encoding is not null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(60).WithReplay(31, 33));

    private static string Name(string body) => CharsetDetector.Detect(Encoding.ASCII.GetBytes(body), null).Encoding.Name;
}
