using System.Text;

namespace ActorCrawler.Simulator.Hostile;

/// <summary>Servers that are slow, that never end, or that break off.</summary>
internal static class StallingCases
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly byte[] Much = new byte[64 * 1024];
    private static readonly byte[] Chunks = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("8\r\nendless \r\n", 5_000)));
    private static readonly byte[] Extensions = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"1;x={new string('y', 1000)}\r\na\r\n", 60)));
    private static readonly byte[] Fields = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("X-Endless: and so on\r\n", 3_000)));

    public static IEnumerable<HostileCase> All =>
    [
        new("/slow/answer", "never answers", (connection, _) => connection.StallAsync()),
        new("/slow/head", "sends its head a line at a time, for ever", async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\n").ConfigureAwait(false);
            await connection.ForeverAsync("X: y\r\n"u8.ToArray(), Pause).ConfigureAwait(false);
        }),
        new("/slow/body", "sends its body a byte at a time, for ever", async (connection, _) =>
        {
            await connection.HeadAsync(200, "Content-Type: text/html\r\n").ConfigureAwait(false);
            await connection.ForeverAsync("x"u8.ToArray(), Pause).ConfigureAwait(false);
        }),
        new("/slow/stall", "sends half of its body and then nothing", async (connection, _) =>
        {
            await connection.HeadAsync(200, "Content-Type: text/html\r\nContent-Length: 1000\r\n").ConfigureAwait(false);
            await connection.SendAsync("<title>Half").ConfigureAwait(false);
            await connection.StallAsync().ConfigureAwait(false);
        }),
        new("/endless/body", "has a body without end", async (connection, _) =>
        {
            await connection.HeadAsync(200, "Content-Type: text/html\r\n").ConfigureAwait(false);
            await connection.ForeverAsync(Much, TimeSpan.Zero).ConfigureAwait(false);
        }),
        new("/endless/chunks", "has chunks without end", async (connection, _) =>
        {
            await connection.HeadAsync(200, "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n").ConfigureAwait(false);
            await connection.ForeverAsync(Chunks, TimeSpan.Zero).ConfigureAwait(false);
        }),
        new("/endless/extensions", "has chunks of one byte with a kilobyte of extension each, without end", async (connection, _) =>
        {
            await connection.HeadAsync(200, "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n").ConfigureAwait(false);
            await connection.ForeverAsync(Extensions, TimeSpan.Zero).ConfigureAwait(false);
        }),
        new("/endless/trailers", "has fields behind its body without end", async (connection, _) =>
        {
            await connection.HeadAsync(200, "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n").ConfigureAwait(false);
            await connection.SendAsync("0\r\n").ConfigureAwait(false);
            await connection.ForeverAsync(Fields, TimeSpan.Zero).ConfigureAwait(false);
        }),
        new("/endless/head", "has header fields without end", async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\n").ConfigureAwait(false);
            await connection.ForeverAsync(Fields, TimeSpan.Zero).ConfigureAwait(false);
        }),
        new("/endless/interim", "has interim answers without end", (connection, _) =>
            connection.ForeverAsync("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"u8.ToArray(), TimeSpan.Zero)),
        new("/reset/before", "resets the connection instead of answering", (connection, _) =>
        {
            connection.Reset();
            return Task.CompletedTask;
        }),
        new("/reset/head", "resets the connection in its head", async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-").ConfigureAwait(false);
            connection.Reset();
        }),
        new("/reset/body", "resets the connection in its body", async (connection, _) =>
        {
            await connection.HeadAsync(200, "Content-Type: text/html\r\nContent-Length: 1000\r\n").ConfigureAwait(false);
            await connection.SendAsync("<title>Half").ConfigureAwait(false);
            connection.Reset();
        }),
        new("/busy/later", "answers 429 and asks for two seconds", (connection, _) =>
            connection.AnswerAsync(429, "text/html", default, "Retry-After: 2\r\n")),
        new("/busy/down", "answers 503 and asks for nothing", (connection, _) => connection.AnswerAsync(503, "text/html", default)),
    ];
}
