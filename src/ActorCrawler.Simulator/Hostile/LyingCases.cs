using System.Globalization;
using System.Text;

namespace ActorCrawler.Simulator.Hostile;

/// <summary>Answers that are not what they say, and redirects that lead nowhere.</summary>
internal static class LyingCases
{
    public static IEnumerable<HostileCase> All =>
    [
        new("/lie/type", "says HTML and sends binary data", (connection, _) => connection.AnswerAsync(200, "text/html", Noise(20_000))),
        new("/lie/coding", "says gzip and sends none", (connection, _) =>
            connection.AnswerAsync(200, "text/html", Noise(1000), "Content-Encoding: gzip\r\n")),
        new("/lie/unknown-coding", "has a content coding that nobody knows", (connection, _) =>
            connection.AnswerAsync(200, "text/html", Noise(1000), "Content-Encoding: snake-oil\r\n")),
        new("/lie/codings", "names gzip eight thousand times", (connection, _) =>
            connection.AnswerAsync(200, "text/html", Noise(1000), $"Content-Encoding: {string.Join(',', Enumerable.Repeat("gzip", 8_000))}\r\n")),
        new("/lie/length", "announces more than it sends", (connection, _) => RawAsync(connection, "Content-Type: text/html\r\nContent-Length: 5000\r\n", "<title>Short")),
        new("/lie/two-lengths", "has two different lengths", (connection, _) =>
            RawAsync(connection, "Content-Type: text/html\r\nContent-Length: 12\r\nContent-Length: 13\r\n", "<title>Which")),
        new("/lie/charset", "names an encoding that is none", (connection, _) =>
            connection.AnswerAsync(200, "text/html; charset=utf-2000", "<title>\u00e4</title>"u8.ToArray())),
        new("/lie/status", "answers with status 999", (connection, _) => connection.AnswerAsync(999, "text/html", "<title>999</title>"u8.ToArray())),
        new("/lie/nul", "has NULs in its head", (connection, _) => RawAsync(connection, "Content-Type: text/\0html\r\nX-\0: \0\r\n", "<title>NUL")),
        new("/lie/no-head", "sends no head at all", (connection, _) => connection.SendAsync("<html>What is HTTP?</html>\n")),
        new("/lie/fields", "has header lines that are none", (connection, _) =>
            RawAsync(connection, "Content-Type: text/html\r\nno colon\r\n: no name\r\n  folded\r\nContent-Length: 15\r\n", "<title>Odd head")),
        new("/lie/big-field", "has a header field of a megabyte", (connection, _) =>
            RawAsync(connection, $"X-Big: {new string('x', 1 << 20)}\r\nContent-Length: 0\r\n", "")),
        new("/lie/cookies", "sets a thousand cookies", (connection, request) => connection.PageAsync(
            HostilePages.Page(request, "Cookies"),
            string.Concat(Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $"Set-Cookie: c{i}={i:D40}\r\n"))))),
        new("/loop/self", "redirects to itself", (connection, request) => connection.RedirectAsync(request.Path)),
        new("/loop/ping", "redirects to what redirects back", (connection, request) => connection.RedirectAsync("/loop/pong?" + request.Query)),
        new("/loop/pong", "redirects to what redirects back", (connection, request) => connection.RedirectAsync("/loop/ping?" + request.Query)),
        new("/loop/grow", "redirects to a longer address, for ever", (connection, request) => connection.RedirectAsync(request.Path + "/on")),
        new("/loop/count", "redirects to the next number, for ever", (connection, request) =>
            connection.RedirectAsync(string.Create(CultureInfo.InvariantCulture, $"/loop/count/{Number(request.Path) + 1}"))),
        new("/loop/inward", "redirects to the cloud's metadata service", (connection, _) => connection.RedirectAsync("http://169.254.169.254/latest/meta-data/")),
        new("/loop/far", "redirects to an address of 60 kB", (connection, _) => connection.RedirectAsync("/" + new string('x', 60_000))),
        new("/loop/file", "redirects to a file of the machine", (connection, _) => connection.RedirectAsync("file:///etc/passwd")),
        new("/loop/nowhere", "redirects without saying where to", (connection, _) => connection.AnswerAsync(302, "text/html", default)),
    ];

    /// <summary>The number at the end of a path; 0 when there is none.</summary>
    public static long Number(string path) =>
        long.TryParse(path.AsSpan(path.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static async Task RawAsync(HostileConnection connection, string fields, string body)
    {
        await connection.HeadAsync(200, fields).ConfigureAwait(false);
        await connection.SendAsync(Encoding.Latin1.GetBytes(body)).ConfigureAwait(false);
    }

    /// <summary>Bytes that are no text, always the same.</summary>
    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        var state = 12345u;
        for (var i = 0; i < length; i++)
        {
            state = (state * 1664525) + 1013904223;
            bytes[i] = (byte)(state >> 24);
        }
        return bytes;
    }
}
