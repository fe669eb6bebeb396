using System.Security.Cryptography;
using System.Text;
using ActorCrawler.Core.Encodings;
using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Core.Tests.Encodings;

public sealed class TextDecoderTests
{
    private static readonly string[] Names =
    [
        "UTF-8", "IBM866", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-5", "ISO-8859-6", "ISO-8859-7", "ISO-8859-8", "ISO-8859-8-I",
        "ISO-8859-10", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "ISO-8859-16", "KOI8-R", "KOI8-U", "macintosh", "windows-874", "windows-1250",
        "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258",
        "x-mac-cyrillic", "GBK", "gb18030", "Big5", "EUC-JP", "ISO-2022-JP", "Shift_JIS", "EUC-KR", "replacement", "UTF-16BE", "UTF-16LE",
        "x-user-defined",
    ];

    [Fact]
    public void Indexes_are_those_of_the_standard_as_the_readme_says()
    {
        using var stream = typeof(WebEncoding).Assembly.GetManifestResourceStream("ActorCrawler.Core.Encodings.whatwg-indexes.bin")!;

        Assert.Equal("6fdafa3a09749b71fd499e60347518fccac7563f794c73a30c1adc7536ac2802", Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <summary>
    /// A second opinion on decoders and indexes: what .NET's code pages encode is decoded to the same character, but for a few that the standard
    /// maps otherwise. Private use characters are left out: code pages say with them what they have no character for.
    /// </summary>
    [Theory]
    [InlineData("IBM866", 866, "")]
    [InlineData("ISO-8859-2", 28592, "")]
    [InlineData("ISO-8859-5", 28595, "")]
    [InlineData("ISO-8859-7", 28597, "02BC 02BD")]
    [InlineData("ISO-8859-8", 28598, "203E")]
    [InlineData("ISO-8859-15", 28605, "")]
    [InlineData("KOI8-R", 20866, "")]
    [InlineData("KOI8-U", 21866, "")]
    [InlineData("macintosh", 10000, "2126")]
    [InlineData("windows-874", 874, "")]
    [InlineData("windows-1250", 1250, "")]
    [InlineData("windows-1251", 1251, "")]
    [InlineData("windows-1252", 1252, "")]
    [InlineData("windows-1253", 1253, "")]
    [InlineData("windows-1254", 1254, "")]
    [InlineData("windows-1255", 1255, "")]
    [InlineData("windows-1256", 1256, "")]
    [InlineData("windows-1257", 1257, "")]
    [InlineData("windows-1258", 1258, "")]
    [InlineData("GBK", 936, "")]
    [InlineData("gb18030", 54936, "1E3F")]
    [InlineData("Big5", 950, "2593")]
    [InlineData("EUC-JP", 51932, "")]
    [InlineData("ISO-2022-JP", 50220, "")]
    [InlineData("Shift_JIS", 932, "")]
    [InlineData("EUC-KR", 949, "")]
    [InlineData("UTF-16LE", 1200, "")]
    [InlineData("UTF-16BE", 1201, "")]
    public void Text_decodes_to_what_code_pages_encode(string name, int codePage, string known)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
        var different = new List<string>();
        Span<byte> buffer = stackalloc byte[16];
        for (var c = 0xA0; c <= 0xFFFF; c++)
        {
            if (c is >= 0xD800 and <= 0xF8FF)
                continue;
            var length = encoding.GetBytes([(char)c], buffer);
            var bytes = buffer[..length].ToArray();
            if (encoding.GetString(bytes) != ((char)c).ToString())
                continue;
            if (Decode(name, bytes) != ((char)c).ToString())
                different.Add($"{c:X4}");
        }

        Assert.Equal(known, string.Join(' ', different));
    }

    [Theory]
    [InlineData("UTF-8", "41E382", "A\uFFFD")]
    [InlineData("UTF-8", "F08081C0AF41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA")]
    [InlineData("UTF-8", "EDA080", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("windows-1252", "8081939C9FFF", "€\u0081“œŸÿ")]
    [InlineData("windows-1253", "AAD2FF", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("GBK", "80A2E3813041", "€€\uFFFD0A")]
    [InlineData("gb18030", "8130813141", "\u0081A")]
    [InlineData("gb18030", "81308141", "\uFFFD0丄")]
    [InlineData("gb18030", "8130", "\uFFFD")]
    [InlineData("gb18030", "90308130E3329A35E3329A36FF", "\U00010000\U0010FFFF\uFFFD\uFFFD")]
    [InlineData("Big5", "8862886488A388A5", "Ê\u0304Ê\u030Cê\u0304ê\u030C")]
    [InlineData("Big5", "8740A4408141FF", "䏰一\uFFFDA\uFFFD")]
    [InlineData("EUC-JP", "8EB18FA2AFA4A28E418F", "ｱ˘あ\uFFFDA\uFFFD")]
    [InlineData("EUC-JP", "8FA141", "\uFFFDA")]
    [InlineData("Shift_JIS", "80A0B1F04082A0813FA0", "\u0080\uFFFDｱ\uE000あ\uFFFD?\uFFFD")]
    [InlineData("EUC-KR", "B0A1C8FE8141814120", "가힝갂갂 ")]
    [InlineData("EUC-KR", "B020", "\uFFFD ")]
    [InlineData("ISO-2022-JP", "411B2442242224221B284A5C7E1B2842", "Aああ¥‾")]
    [InlineData("ISO-2022-JP", "1B28491B2442", "\uFFFD")]
    [InlineData("ISO-2022-JP", "1B2849311B2842800E", "ｱ\uFFFD\uFFFD")]
    [InlineData("ISO-2022-JP", "1B24422422241B2842", "あ\uFFFD")]
    [InlineData("ISO-2022-JP", "1B24", "\uFFFD$")]
    [InlineData("ISO-2022-JP", "1B244224221B28", "あ\uFFFD\uFFFD")]
    [InlineData("ISO-2022-JP", "1B2441", "\uFFFD$A")]
    [InlineData("UTF-16LE", "3DD800DE00DC4100", "😀\uFFFDA")]
    [InlineData("UTF-16BE", "D83D004100", "\uFFFDA\uFFFD")]
    [InlineData("UTF-16BE", "D83D00", "\uFFFD")]
    [InlineData("replacement", "4142", "\uFFFD")]
    [InlineData("x-user-defined", "4180FF", "A\uF780\uF7FF")]
    public void Bad_bytes_are_replaced_as_the_standard_says(string name, string bytes, string expected) =>
        Assert.Equal(expected, Decode(name, Convert.FromHexString(bytes)));

    [Fact]
    public void Every_encoding_of_the_standard_has_a_decoder()
    {
        Assert.Equal(40, Names.Length);
        foreach (var name in Names)
            Assert.Equal(name == "replacement" ? "\uFFFD" : name.StartsWith("UTF-16", StringComparison.Ordinal) ? Decode(name, "az"u8.ToArray()) : "az", Decode(name, "az"u8.ToArray()));
    }

    [Fact]
    public void Valid_utf8_and_ascii_are_not_copied()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. "ascii"u8];

        using var marked = TextDecoder.ToUtf8(body, CharsetDetector.Detect(body, null));
        using var legacy = TextDecoder.ToUtf8(body.AsMemory(3), new CharsetDecision(WebEncoding.Windows1252, CharsetSource.Fallback, 0));

        Assert.True(marked.Bytes.Span.Overlaps(body, out var offset));
        Assert.Equal(-3, offset);
        Assert.True(legacy.Bytes.Span.Overlaps(body));
    }

    [Fact]
    public void Errors_are_counted()
    {
        using var text = TextDecoder.ToUtf8(new byte[] { 0x41, 0xFF, 0xFF, 0xC3, 0xA9 }, new CharsetDecision(WebEncoding.Utf8, CharsetSource.Http, 0));

        Assert.Equal(2, text.Errors);
    }

    [Fact]
    public void Utf8_is_mended_as_the_platform_mends_it() =>
        Prop.ForAll(
            Texts.ToArbitrary(),
            bytes => Decode("UTF-8", bytes) == Encoding.UTF8.GetString(bytes))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(21, 23));

    [Fact]
    public void Output_does_not_depend_on_how_input_and_output_are_split() =>
        Prop.ForAll(
            Gen.Elements(Names).Zip(Texts).Zip(Gen.Choose(1, 5).Zip(Gen.Choose(TextDecoder.LeastOutput, 40))).ToArbitrary(),
            sample =>
            {
                var ((name, bytes), (step, room)) = sample;
                return InSteps(name, bytes, step, room) == Decode(name, bytes);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(4000).WithReplay(25, 27));

    /// <summary>Bytes that are often, but not always, text: lead and trail bytes of many encodings, escapes, ASCII.</summary>
    private static Gen<byte[]> Texts => Gen.Frequency(
        (4, Gen.Elements<byte>(0x1B, 0x24, 0x28, 0x42, 0x4A, 0x49, 0x40, 0x41, 0x30, 0x39, 0x7F, 0x80, 0x81, 0x8E, 0x8F, 0xA1, 0xA4, 0xB0, 0xC3, 0xD8, 0xDC,
            0xE3, 0xED, 0xF0, 0xFE, 0xFF, 0x00).ListOf().Select(list => list.ToArray())),
        (1, ArbMap.Default.GeneratorFor<byte[]>()),
        (1, ArbMap.Default.GeneratorFor<string>().Select(text => Encoding.UTF8.GetBytes(text ?? ""))));

    private static string InSteps(string name, byte[] bytes, int step, int room)
    {
        var decoder = new TextDecoder(WebEncoding.ForLabel(name)!);
        var output = new List<byte>();
        var buffer = new byte[room];
        for (var at = 0; at <= bytes.Length; at += step)
        {
            var input = bytes.AsSpan(at, Math.Min(step, bytes.Length - at));
            var isLast = at + step > bytes.Length;
            bool done;
            do
            {
                done = decoder.Decode(input, buffer, isLast, out var consumed, out var written);
                output.AddRange(buffer.AsSpan(0, written));
                input = input[consumed..];
            }
            while (!done);
        }
        return Encoding.UTF8.GetString([.. output]);
    }

    private static string Decode(string name, byte[] bytes)
    {
        var decision = new CharsetDecision(WebEncoding.ForLabel(name)!, CharsetSource.Http, 0);
        using var text = TextDecoder.ToUtf8(bytes, decision);
        return Encoding.UTF8.GetString(text.Bytes.Span);
    }
}
