using ActorCrawler.Actors.Nodes;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Tests.Settings;

namespace ActorCrawler.Actors.Tests.Nodes;

public sealed class NodeSystemTests
{
    private const string Secret = "nodes of this test know it";

    [Theory]
    [InlineData("0.0.0.0", null)]
    [InlineData("127.0.0.1", "0.0.0.0")]
    public async Task Node_that_others_could_reach_is_refused_without_tls(string host, string? bind)
    {
        var error = await Assert.ThrowsAsync<NodeException>(() => StartAsync(host, bind));

        // The embedded runtime refuses it whatever there is, the other one because there is no TLS.
        Assert.Contains("0.0.0.0", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Contains("ActorRuntime=Akka", StringComparison.Ordinal) || error.Message.Contains("TLS", StringComparison.Ordinal), error.Message);
    }

    [Fact]
    public async Task Node_is_known_by_the_address_by_which_others_reach_it()
    {
        var system = await StartAsync("127.0.0.1", null);
        Assert.Equal("127.0.0.1", Akka.Cluster.Cluster.Get(system).SelfAddress.Host);
        await system.Terminate();
    }

    private static Task<Akka.Actor.ActorSystem> StartAsync(string host, string? bind) =>
        NodeSystem.StartAsync(CrawlSettings.Load(Sources.Of()).ActorSystem, host, 0, bind, Secret, allowPlaintext: false);
}
