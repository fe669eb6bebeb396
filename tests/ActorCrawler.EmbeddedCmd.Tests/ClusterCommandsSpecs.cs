using ActorCrawler.EmbeddedCmd.Tests.Support;
using Akka.Actor;
using Akka.Configuration;
using Petabridge.Cmd.Cluster;
using AkkaCluster = Akka.Cluster.Cluster;

namespace ActorCrawler.EmbeddedCmd.Tests;

public sealed class ClusterCommandsSpecs
{
    private const string Node = """
        akka {
          loglevel = WARNING
          stdout-loglevel = ERROR
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          actor.provider = cluster
          remote {
            dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
            embedded.secret = "a secret for specs, and for nothing else"
          }
          cluster { allow-weakly-up-members = off, gossip-interval = 200ms, leader-actions-interval = 200ms, periodic-tasks-initial-delay = 200ms }
        }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("leave")]
    [InlineData("down")]
    public async Task Member_goes_when_told_to(string command)
    {
        await using var host = new CommandHost($"akka.cluster.roles = [seed]\n{Node}", ClusterCommands.Instance);
        var seed = AkkaCluster.Get(host.System);
        await seed.JoinAsync(seed.SelfAddress).WaitAsync(Limit);
        var other = ActorSystem.Create("specs", ConfigurationFactory.ParseString($"akka.cluster.roles = [worker]\n{Node}"));
        try
        {
            var cluster = AkkaCluster.Get(other);
            await cluster.JoinAsync(seed.SelfAddress).WaitAsync(Limit);
            var client = await host.ConnectAsync();
            await UntilAsync(() => seed.State.Members.Count(m => m.Status == Akka.Cluster.MemberStatus.Up) == 2);

            var shown = (await CommandHost.RunAsync(client, "cluster show")).Split('\n');
            Assert.Equal(
                [$"{seed.SelfAddress} | [seed] | up |", $"{cluster.SelfAddress} | [worker] | up |"],
                shown[..2].OrderByDescending(line => line == shown.First(l => l.Contains("[seed]", StringComparison.Ordinal))));
            Assert.Equal("Count: 2 nodes", shown[2]);
            Assert.Equal("!cluster down needs address", await CommandHost.RunAsync(client, "cluster down"));
            Assert.StartsWith("!nobody is not a member", await CommandHost.RunAsync(client, $"cluster {command}", ("-a", "nobody")), StringComparison.Ordinal);
            Assert.StartsWith($"{cluster.SelfAddress} is ", await CommandHost.RunAsync(client, $"cluster {command}", ("-a", cluster.SelfAddress.ToString())), StringComparison.Ordinal);

            await UntilAsync(() => seed.State.Members.Count == 1);
            Assert.EndsWith("Count: 1 node", await CommandHost.RunAsync(client, "cluster show"), StringComparison.Ordinal);
        }
        finally
        {
            await other.Terminate();
        }
    }

    [Fact]
    public async Task Show_says_so_when_there_is_no_cluster()
    {
        await using var host = new CommandHost("", ClusterCommands.Instance);

        Assert.Equal("!this node belongs to no cluster: it runs in one process", await CommandHost.RunAsync(await host.ConnectAsync(), "cluster show"));
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!holds()) await Task.Delay(20, limit.Token);
    }
}
