using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ActorCrawler.Simulator.Hostile;

/// <summary>The server's side of one connection, with no manners of its own: what is sent is what a case says, byte by byte.</summary>
internal sealed class HostileConnection(Socket socket, Stream stream, TimeProvider time, CancellationToken stop) : IDisposable
{
    private const int MaxRequest = 64 * 1024;

    private readonly byte[] _buffer = new byte[4096];
    private byte[] _request = [];

    /// <summary>Whether the last answer ended as HTTP wants it, so that the connection can be used again.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The status of the answer under way; 0 when none was sent.</summary>
    public int Status { get; private set; }

    /// <summary>Ended when the server is.</summary>
    public CancellationToken Stopped => stop;

    /// <summary>Reads a request; null when the peer has gone or sends no request.</summary>
    public async Task<HostileRequest?> ReadRequestAsync()
    {
        (IsWhole, Status) = (false, 0);
        int end;
        while ((end = _request.AsSpan().IndexOf("\r\n\r\n"u8)) < 0)
        {
            var read = _request.Length < MaxRequest ? await stream.ReadAsync(_buffer, stop).ConfigureAwait(false) : 0;
            if (read == 0)
                return null;
            _request = [.. _request, .. _buffer.AsSpan(0, read)];
        }
        var lines = Encoding.Latin1.GetString(_request, 0, end).Split("\r\n");
        _request = _request[(end + 4)..];
        var host = lines.FirstOrDefault(line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase));
        if (lines[0].Split(' ') is not [_, ['/', ..] target, _])
            return null;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return new HostileRequest(
            host is null ? "" : host["Host:".Length..].Trim(), question < 0 ? target : target[..question], question < 0 ? "" : target[(question + 1)..]);
    }

    /// <summary>Answers as a decent server does.</summary>
    /// <param name="status">The status.</param>
    /// <param name="type">The Content-Type.</param>
    /// <param name="body">The body.</param>
    /// <param name="fields">Further header lines, each with its line end.</param>
    public async Task AnswerAsync(int status, string type, ReadOnlyMemory<byte> body, string fields = "")
    {
        await HeadAsync(status, string.Create(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\nContent-Length: {body.Length}\r\n{fields}")).ConfigureAwait(false);
        await SendAsync(body).ConfigureAwait(false);
        IsWhole = true;
    }

    /// <summary>Answers with an HTML page.</summary>
    public Task PageAsync(string html, string fields = "") => AnswerAsync(200, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html), fields);

    /// <summary>Answers with a redirect.</summary>
    public Task RedirectAsync(string location) => AnswerAsync(302, "text/html", default, $"Location: {location}\r\n");

    /// <summary>Sends a status line, these header lines, and the blank line behind them.</summary>
    public Task HeadAsync(int status, string fields)
    {
        Status = status;
        return SendAsync(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Whatever\r\n{fields}\r\n"));
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await stream.WriteAsync(bytes, stop).ConfigureAwait(false);

    /// <summary>Sends a text as it is.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends the same piece until the peer has had enough.</summary>
    /// <param name="piece">What is sent.</param>
    /// <param name="pause">How long to wait before each; zero sends as fast as the peer takes it.</param>
    public async Task ForeverAsync(ReadOnlyMemory<byte> piece, TimeSpan pause)
    {
        while (true)
        {
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, stop).ConfigureAwait(false);
            await SendAsync(piece).ConfigureAwait(false);
        }
    }

    /// <summary>Says nothing until the peer goes.</summary>
    public async Task StallAsync()
    {
        while (await stream.ReadAsync(_buffer, stop).ConfigureAwait(false) > 0)
        {
        }
    }

    /// <summary>Closes with a reset instead of an orderly end.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose()
    {
        stream.Dispose();
        socket.Dispose();
    }
}
