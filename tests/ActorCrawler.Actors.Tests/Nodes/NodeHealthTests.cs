using System.Net;
using ActorCrawler.Actors.Nodes;

namespace ActorCrawler.Actors.Tests.Nodes;

public sealed class NodeHealthTests
{
    [Fact]
    public async Task Node_tells_whether_it_is_well_each_time_it_is_asked()
    {
        var isWell = true;
        using var health = NodeHealth.Start(new DnsEndPoint("127.0.0.1", 0), () => isWell);
        using var client = new HttpClient();
        using (var first = await client.GetAsync(new Uri($"http://{health.Address}/"))) Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        isWell = false;
        using (var second = await client.GetAsync(new Uri($"http://{health.Address}/health"))) Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
    }

    [Fact]
    public async Task Answer_is_understood_and_so_is_none()
    {
        var isWell = true;
        DnsEndPoint at;
        using (var health = NodeHealth.Start(new DnsEndPoint("127.0.0.1", 0), () => isWell))
        {
            at = new DnsEndPoint("127.0.0.1", health.Address.Port);
            Assert.Equal((true, "well"), await NodeHealthClient.AskAsync(at, CancellationToken.None));
            isWell = false;
            Assert.Equal((false, "not in its cluster"), await NodeHealthClient.AskAsync(at, CancellationToken.None));
        }

        var (answered, why) = await NodeHealthClient.AskAsync(at, CancellationToken.None);
        Assert.False(answered);
        Assert.StartsWith($"no answer from 127.0.0.1:{at.Port}: ", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Port_that_is_taken_is_named()
    {
        using var first = NodeHealth.Start(new DnsEndPoint("127.0.0.1", 0), () => true);
        var error = Assert.Throws<NodeException>(() => NodeHealth.Start(new DnsEndPoint("127.0.0.1", first.Address.Port), () => true));
        Assert.Contains($"127.0.0.1:{first.Address.Port}", error.Message, StringComparison.Ordinal);
    }
}
