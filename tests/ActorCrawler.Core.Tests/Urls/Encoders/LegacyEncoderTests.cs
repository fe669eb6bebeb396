using System.Text;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Urls.Encoders;

namespace ActorCrawler.Core.Tests.Urls.Encoders;

public sealed class LegacyEncoderTests
{
    public static TheoryData<string> Labels { get; } = new(
        "ibm866", "iso-8859-2", "iso-8859-3", "iso-8859-6", "iso-8859-8", "koi8-u", "macintosh", "windows-874", "windows-1252", "windows-1253",
        "windows-1255", "x-mac-cyrillic", "x-user-defined", "gbk", "gb18030", "big5", "euc-jp", "shift_jis", "iso-2022-jp", "euc-kr");

    [Theory]
    [MemberData(nameof(Labels))]
    public void What_is_encoded_decodes_to_itself(string label)
    {
        var encoding = WebEncoding.ForLabel(label)!;
        var encoder = LegacyEncoder.For(encoding)!;
        var bytes = new byte[32];
        var differences = new List<string>();
        var encoded = 0;
        for (var c = 0x80; c < 0x30000; c++)
        {
            if (c is >= 0xD800 and <= 0xDFFF || IsOneWay(c))
                continue;
            var length = encoder.Encode(c, bytes, out var unknown);
            if (unknown != 0)
                continue;
            length += encoder.Finish(bytes.AsSpan(length));
            encoded++;
            using var text = TextDecoder.ToUtf8(bytes.AsMemory(0, length), new CharsetDecision(encoding, CharsetSource.Http, 0));
            var decoded = Encoding.UTF8.GetString(text.Bytes.Span);
            if (decoded != new Rune(c).ToString())
                differences.Add($"U+{c:X} became {Convert.ToHexString(bytes, 0, length)}, which is <{decoded}>");
        }

        Assert.True(encoded > 60);
        Assert.Empty(differences);
    }

    [Theory]
    [InlineData("gb18030", "\U0001F600", "9439FC36")]
    [InlineData("gb18030", "\uE78D", "A6D9")]
    [InlineData("gb18030", "€", "A2E3")]
    [InlineData("gbk", "€", "80")]
    [InlineData("big5", "十", "A451")]
    [InlineData("big5", "╞", "F9E9")]
    [InlineData("shift_jis", "①", "8740")]
    [InlineData("shift_jis", "ｱ", "B1")]
    [InlineData("shift_jis", "\u0080", "80")]
    [InlineData("euc-jp", "ｱ", "8EB1")]
    [InlineData("euc-kr", "똠", "8C63")]
    [InlineData("iso-2022-jp", "aｱあb¥c", "611B2442252224221B2842621B284A5C631B2842")]
    public void Bytes_are_those_of_the_standard(string label, string text, string expected)
    {
        var encoder = LegacyEncoder.For(WebEncoding.ForLabel(label)!)!;
        var bytes = new byte[64];
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            length += encoder.Encode(rune.Value, bytes.AsSpan(length), out var unknown);
            Assert.Equal(0, unknown);
        }
        length += encoder.Finish(bytes.AsSpan(length));

        Assert.Equal(expected, Convert.ToHexString(bytes, 0, length));
    }

    [Theory]
    [InlineData("gbk", 0x1F600)]
    [InlineData("gbk", 0xE5E5)]
    [InlineData("gb18030", 0xE5E5)]
    [InlineData("big5", 0x2020)]
    [InlineData("big5", 0x43F0)]
    [InlineData("shift_jis", 0xE000)]
    [InlineData("windows-1252", 0x100)]
    [InlineData("euc-jp", 0x4E02)]
    public void Character_is_reported_when_the_encoding_lacks_it(string label, int codePoint)
    {
        Assert.Equal(0, LegacyEncoder.For(WebEncoding.ForLabel(label)!)!.Encode(codePoint, new byte[8], out var unknown));
        Assert.Equal(codePoint, unknown);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    [InlineData("replacement")]
    public void Queries_are_utf8_when_the_page_is_in_an_encoding_that_is_never_written(string label) =>
        Assert.Null(LegacyEncoder.For(WebEncoding.ForLabel(label)!));

    // Yen sign, overline, minus and half-width katakana are written as what they look like; GB18030-2005's private-use characters too.
    private static bool IsOneWay(int c) =>
        c is 0xA5 or 0x203E or 0x2212 or (>= 0xFF61 and <= 0xFF9F) or (>= 0xE78D and <= 0xE796) or (>= 0xE81E and <= 0xE864);
}
