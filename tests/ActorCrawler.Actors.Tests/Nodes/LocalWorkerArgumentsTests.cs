using ActorCrawler.Actors.Nodes;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Tests.Settings;

namespace ActorCrawler.Actors.Tests.Nodes;

public sealed class LocalWorkerArgumentsTests
{
    [Fact]
    public void Worker_reads_the_crawls_job_file_and_the_flags_that_concern_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("job.conf", "akka.remote.dot-netty.tcp.enable-ssl = on\nactorcrawler.cluster.health = \"127.0.0.1:8558\"");
        var arguments = Of(Sources.Of(("cluster.workers", "2"), ("worker.parsers", "3"), ("budget.max-pages", "5")) with { JobFile = "job.conf", WorkingDirectory = folder.Path });

        Assert.Equal($"--config={Path.Combine(folder.Path, "job.conf")}", arguments[0]);
        Assert.Contains("--set=worker.parsers=3", arguments);
        Assert.Contains("--set=cluster.health=off", arguments);
        Assert.DoesNotContain(arguments, a => a.Contains("max-pages", StringComparison.Ordinal) || a.StartsWith("--parsers", StringComparison.Ordinal));
    }

    [Fact]
    public void Workers_share_the_cores_unless_they_are_told_otherwise()
    {
        Assert.Contains(Of(Sources.Of(("cluster.workers", "1"))), a => a == $"--parsers={Environment.ProcessorCount}");
        Assert.Contains(Of(Sources.Of(("cluster.workers", "1000"))), a => a == "--parsers=1");
    }

    private static List<string> Of(SettingsSources sources) => [.. LocalWorkerArguments.Of(CrawlSettings.Load(sources).Cluster)];
}
