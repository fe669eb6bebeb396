using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace ActorCrawler.Simulator.Tests;

public sealed class HostileTests : IAsyncLifetime
{
    private SimulatorServer _server = null!;

    public async Task InitializeAsync() => _server = await SimulatorServer.StartAsync(
        new SimulatorOptions { Hosts = 1, PagesPerHost = 1, HostileHosts = 2, Naming = HostNaming.Addresses }, CancellationToken.None);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("/page/1", "HTTP/1.1 200")]
    [InlineData("/page/9?x", "HTTP/1.1 200")]
    [InlineData("/nothing", "HTTP/1.1 404")]
    [InlineData("/busy/later", "HTTP/1.1 429 Whatever\r\nContent-Type: text/html\r\nContent-Length: 0\r\nRetry-After: 2")]
    [InlineData("/loop/grow/on", "HTTP/1.1 302 Whatever\r\nContent-Type: text/html\r\nContent-Length: 0\r\nLocation: /loop/grow/on/on")]
    [InlineData("/lie/no-head", "<html>What is HTTP?")]
    [InlineData("/lie/two-lengths", "HTTP/1.1 200 Whatever\r\nContent-Type: text/html\r\nContent-Length: 12\r\nContent-Length: 13")]
    [InlineData("/reset/before", "")]
    public async Task Host_answers_as_its_case_says(string path, string begin) =>
        Assert.StartsWith(begin, Encoding.Latin1.GetString(await GetAsync(path, Math.Max(1, begin.Length))), StringComparison.Ordinal);

    [Fact]
    public async Task Front_page_leads_to_every_case()
    {
        using var client = new HttpClient();
        var home = await client.GetStringAsync(new Uri(_server.HostileUrls[0]));

        Assert.All(
            ["/slow/head", "/endless/body", "/bomb/stacked", "/loop/ping", "/calendar", "/lie/coding", "/reset/body", "/heavy/tag"],
            path => Assert.Contains($"href=\"{path}\"", home, StringComparison.Ordinal));
        Assert.Equal(2 + 4, _server.HostileUrls.Count);
        Assert.Contains(_server.Log.Snapshot(), entry => entry is { Host: -1, Path: "/", Status: 200 });
    }

    [Fact]
    public async Task Bomb_is_small_on_the_way_and_large_on_arrival()
    {
        using var client = new HttpClient();
        var packed = await client.GetByteArrayAsync(new Uri(_server.HostileUrls[0] + "bomb/brotli"));
        await using var stream = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        var block = new byte[1 << 16];
        var total = 0L;
        for (int read; (read = await stream.ReadAsync(block)) > 0;)
            total += read;

        Assert.InRange(packed.Length, 1, 1 << 20);
        Assert.InRange(total, 256 << 20, (256 << 20) + (1 << 20));
    }

    /// <summary>Asks for a path and reads so many bytes, or fewer when the connection ends.</summary>
    private async Task<byte[]> GetAsync(string path, int count)
    {
        var url = new Uri(_server.HostileUrls[0]);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(url.Host, url.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {url.Authority}\r\n\r\n"));
        var bytes = new byte[count];
        var length = 0;
        try
        {
            for (int read; length < count && (read = await socket.ReceiveAsync(bytes.AsMemory(length))) > 0;)
                length += read;
        }
        catch (SocketException)
        {
            // A reset, which some cases are about.
        }
        return bytes[..length];
    }
}
