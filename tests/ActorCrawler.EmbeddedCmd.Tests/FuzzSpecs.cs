using ActorCrawler.CommandPort;
using ActorCrawler.EmbeddedCmd.Tests.Support;

namespace ActorCrawler.EmbeddedCmd.Tests;

public sealed class FuzzSpecs
{
    /// <summary>tests/ActorCrawler.CommandFuzz is its long form.</summary>
    [Fact]
    public async Task Port_goes_on_serving_when_random_frames_come()
    {
        await using var host = new CommandHost();
        var before = await host.ConnectAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        await new FrameFuzz(CommandEndpoint.Read(host.EndpointFile)!, seed: 1).RunAsync(1000, limit.Token);

        Assert.Equal("a", await CommandHost.RunAsync(before, "specs echo", ("-t", "a")));
        Assert.Equal("b", await CommandHost.RunAsync(await host.ConnectAsync(), "specs echo", ("-t", "b")));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(65_538u)]
    [InlineData(uint.MaxValue)]
    public async Task Connection_ends_when_frame_has_an_impossible_length(uint length)
    {
        await using var host = new CommandHost();
        var stream = await host.DialAndProveAsync();

        await stream.WriteAsync((byte[])[(byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, (byte)CommandFrameKind.Run]);

        Assert.True(await CommandHost.EndsAsync(stream));
    }
}
