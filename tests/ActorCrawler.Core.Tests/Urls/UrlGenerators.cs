using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Core.Tests.Urls;

/// <summary>Texts that look enough like URLs to reach every corner of the rules, and a configuration that makes runs repeatable.</summary>
internal static class UrlGenerators
{
    private static readonly string[] Pieces =
    [
        "http:", "https:", "HTTP:", "//", "/", "\\", ".", "..", "%2e", "%2E", "%", "%4", "%41", "%zz", "%25", "%c3%a9", "%7e", "%34%31", "@", ":", "80",
        "443", "8080", "65536", "[::1]", "[1::2:0:0:5]", "[", "]", "1.2.3.4", "0x7f.1", "127.0.0.1.", "09", "example.org", "EXAMPLE.org.", "www.", "é",
        "ß", "例え", "xn--", "xn--nxasmq6b", "\u200d", "\u05d0", "\ud83d\ude00", "?", "#", "&", "=", ";", "a", "B", "c=d", "utm_source=x",
        "Utm_Medium=", "gclid", "PHPSESSID=1", "sid=12", "sid=a1b2c3d4e5f6a7b8", ";jsessionid=1A", ";JSESSIONID=", "index.html", " ", "\t", "\n",
        "\0", "'", "\"", "<", "`", "{", "|", "^", "~", "+", "mailto:", "javascript:", "ftp:", "\u3000", "\uff0e", "\u00ad",
    ];

    /// <summary>A fixed seed: a test run is the same everywhere.</summary>
    public static Config Repeatable(int tests) => Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20261122, 4711);

    /// <summary>Texts of up to some pieces.</summary>
    public static Gen<string> Text { get; } =
        from count in Gen.Choose(0, 10)
        from pieces in Gen.ListOf(Gen.Elements(Pieces), count)
        select string.Concat(pieces);

    /// <summary>Mostly absolute URLs.</summary>
    public static Gen<string> Absolute { get; } =
        from scheme in Gen.Elements("http://", "https://")
        from host in Gen.Elements("example.org", "a.b", "[::1]", "1.2.3.4", "u:p@h", "h:81", "example.org.", "bücher.de", "h..")
        from text in Text
        select $"{scheme}{host}/{text}";

    /// <summary>Either kind.</summary>
    public static Arbitrary<string> Any { get; } = Gen.OneOf(Text, Absolute).ToArbitrary();

    /// <summary>A reference and a base.</summary>
    public static Arbitrary<(string Reference, string Base)> Pairs { get; } =
        (from reference in Gen.OneOf(Text, Absolute) from page in Absolute select (reference, page)).ToArbitrary();
}
