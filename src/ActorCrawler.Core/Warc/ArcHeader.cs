using System.Globalization;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Warc;

/// <summary>The line that begins a record of ARC version 1, the format before WARC: URL, address, date, media type, length.</summary>
internal readonly record struct ArcHeader(IReadOnlyList<HeaderField> Fields, long Length)
{
    /// <summary>Reads the line; URLs in it may hold spaces.</summary>
    public static bool TryParse(string line, out ArcHeader header)
    {
        header = default;
        var words = line.Split(' ');
        if (words.Length < 5 || !long.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || !DateTimeOffset.TryParseExact(
                words[^3], "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
            return false;
        var url = string.Join(' ', words[..^4]);
        if (!url.Contains(':', StringComparison.Ordinal))
            return false;
        var isFirst = url.StartsWith("filedesc:", StringComparison.Ordinal);
        header = new ArcHeader(
            [
                new("WARC-Type", isFirst ? "arc_header" : "response"), new("WARC-Target-URI", url), new("WARC-IP-Address", words[^4]),
                new("WARC-Date", WarcWriter.Date(at)), new("Content-Type", isFirst ? words[^2] : "application/http;msgtype=response"),
            ],
            length);
        return true;
    }
}
