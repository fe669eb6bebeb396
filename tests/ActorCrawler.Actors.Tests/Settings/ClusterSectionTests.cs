using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Actors.Tests.Settings;

public sealed class ClusterSectionTests
{
    [Theory]
    [InlineData("127.0.0.1:4053", "127.0.0.1", 4053)]
    [InlineData("seed.example:0", "seed.example", 0)]
    [InlineData("[::1]:4053", "::1", 4053)]
    [InlineData("4053", null, 0)]
    [InlineData(":4053", null, 0)]
    [InlineData("host:", null, 0)]
    [InlineData("host:65536", null, 0)]
    [InlineData("host:-1", null, 0)]
    [InlineData("::1:4053", null, 0)]
    [InlineData("a b:4053", null, 0)]
    public void Place_to_listen_is_a_host_and_a_port(string text, string? host, int port)
    {
        Assert.Equal(host is not null, ClusterSection.TryEndPoint(text, out var at));
        Assert.Equal((host, port), (at?.Host, at?.Port ?? 0));
    }

    [Fact]
    public void Crawl_is_a_node_only_where_workers_can_join()
    {
        Assert.False(CrawlSettings.Load(Sources.Of()).Cluster.IsNode);
        Assert.True(CrawlSettings.Load(Sources.Of(("cluster.workers", "2"))).Cluster.IsNode);
        Assert.True(CrawlSettings.Load(Sources.Of(("cluster.listen", "127.0.0.1:0"))).Cluster.IsNode);
    }

    [Theory]
    [InlineData("auto", true)]
    [InlineData("0", true)]
    [InlineData("3", false)]
    public void Local_parsers_are_there_and_in_reserve_unless_they_are_asked_for(string value, bool inReserve)
    {
        var actors = CrawlSettings.Load(Sources.Of(("actors.local-parsers", value))).Actors;
        Assert.Equal(inReserve, actors.LocalParsersInReserve);
        Assert.Equal(value == "3" ? 3 : Environment.ProcessorCount, actors.LocalParsers);
    }

    [Fact]
    public void Secret_that_is_too_short_is_refused_where_one_is_needed_and_never_shown()
    {
        var environment = new Dictionary<string, string> { ["ACTORCRAWLER_SECRET"] = "hunter2" };
        var error = Assert.Single(Sources.Errors(Sources.Of(("cluster.listen", "127.0.0.1:0")) with { Environment = environment }));
        Assert.Contains("ACTORCRAWLER_SECRET", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
        Assert.Null(CrawlSettings.Load(Sources.Of() with { Environment = environment }).Cluster.Secret);
    }

    [Fact]
    public void Worker_needs_an_address_and_takes_its_secret_from_a_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("secret", "0123456789abcdef\n");
        var settings = WorkerSettings.Load(new SettingsSources { SecretFile = "secret", WorkingDirectory = folder.Path }, "seed.example:4053", stay: true);
        Assert.Equal(("seed.example", 4053, "0123456789abcdef", true), (settings.Seed.Host, settings.Seed.Port, settings.Secret, settings.Stay));
        Assert.Throws<SettingsException>(() => WorkerSettings.Load(new SettingsSources { SecretFile = "secret", WorkingDirectory = folder.Path }, "seed.example", stay: false));
        var error = Assert.Throws<SettingsException>(() => WorkerSettings.Load(new SettingsSources(), "seed.example:4053", stay: false));
        Assert.Contains("--secret-file", error.Message, StringComparison.Ordinal);
    }
}
