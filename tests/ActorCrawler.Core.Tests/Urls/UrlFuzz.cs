using System.Text;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Urls;

/// <summary>One fuzzing step over everything that takes bytes from strangers; a fuzz tool may call it as often as it likes.</summary>
internal static class UrlFuzz
{
    private static readonly UrlResolver Resolver = new(new UrlCanonicalizer(CanonicalizationSettings.Default with { Rules = (CanonicalizationRules)~0 }));
    private static readonly UrlScope Scope = new(ScopeMode.Domain, [new HostKey("https://example.org")], [], []);
    private static readonly Fingerprinter Fingerprints = new(new byte[16]);
    private static readonly WebEncoding?[] Encodings =
        [
            null, .. new[] { "windows-1252", "shift_jis", "iso-2022-jp", "big5", "gbk", "gb18030", "euc-jp", "euc-kr", "x-user-defined" }
                .Select(label => WebEncoding.ForLabel(label)),
        ];

    /// <summary>Random bytes, half of them from the characters that mean something in URLs.</summary>
    public static byte[] RandomInput(System.Random random)
    {
        var bytes = new byte[random.Next(64)];
        random.NextBytes(bytes);
        var start = "http://"u8;
        var alphabet = "/\\.:@[]?#%&=;aZ09x-_ \t\n"u8;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i < start.Length && bytes.Length % 2 == 0)
                bytes[i] = start[i];
            else if (random.Next(2) == 0)
                bytes[i] = alphabet[random.Next(alphabet.Length)];
        }
        return bytes;
    }

    /// <summary>Runs one input; throws when something throws or an answer contradicts itself.</summary>
    public static void Run(ReadOnlySpan<byte> input)
    {
        Resolver.Reset(CrawlUrl.FromCanonical("https://example.org/a/b?c"), Encodings[input.Length % Encodings.Length]);
        if (Resolver.Resolve(input) != UrlError.None)
            return;
        Resolver.Canonicalize();
        var url = Resolver.Canonical;
        var parts = Resolver.CanonicalParts;
        if (!Ascii.IsValid(url) || parts.Length != url.Length || parts.Host(url).IsEmpty || parts.Path(url)[0] != '/')
            throw new InvalidOperationException($"<{Encoding.UTF8.GetString(url)}> has wrong parts {parts}");
        Scope.Judge(url, parts);
        Fingerprints.Compute(url);
        var again = Resolver.ToCrawlUrl();
        if (CrawlUrl.FromCanonical(again.Href).Parts != again.Parts)
            throw new InvalidOperationException($"<{again.Href}> does not parse to itself");
    }
}
