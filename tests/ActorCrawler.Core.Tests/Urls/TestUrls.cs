using System.Text;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Urls;

/// <summary>Parses strings with the parser that the resolver uses, fragment and credentials kept.</summary>
internal static class TestUrls
{
    public static TestUrl? Parse(string input, string? baseUrl = null) => TryParse(input, baseUrl, out var url) == UrlError.None ? url : null;

    public static UrlError TryParse(string input, string? baseUrl, out TestUrl? url) =>
        TryParse(Encoding.UTF8.GetBytes(input), baseUrl is null ? null : Encoding.UTF8.GetBytes(baseUrl), out url);

    public static UrlError TryParse(ReadOnlySpan<byte> input, byte[]? baseUrl, out TestUrl? url)
    {
        url = null;
        var parser = new UrlParser();
        var baseBytes = new UrlBuffer();
        UrlParts baseParts = default;
        if (baseUrl is not null && parser.Parse(baseUrl, [], default, null, baseBytes, out baseParts) is not UrlError.None and var error)
            return error;
        var output = new UrlBuffer();
        error = parser.Parse(input, baseBytes.Written, baseParts, null, output, out var parts);
        if (error == UrlError.None)
            url = new TestUrl(Encoding.UTF8.GetString(output.Written), parts);
        return error;
    }
}
