using System.Text;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage.Tests;

/// <summary>A job in a directory of its own, with a clock that tests move, and shorthands for what batches hold.</summary>
internal sealed class TestJob : IDisposable
{
    internal const string Host = "http://example.test";

    internal TestJob()
    {
        Root = Directory.CreateTempSubdirectory("actorcrawler-storage-").FullName;
        FullPath = Path.Combine(Root, "job");
        Directory.CreateDirectory(FullPath);
        Options = OptionsFor(FullPath, Clock);
    }

    internal string Root { get; }

    internal string FullPath { get; }

    internal TestClock Clock { get; } = new();

    internal StoreOptions Options { get; set; }

    internal string PagesPath => Path.Combine(FullPath, JobDirectory.PagesFile);

    internal string RowsPath => Path.Combine(FullPath, JobDirectory.UrlsFile);

    internal string DatabasePath => Path.Combine(FullPath, JobDirectory.DatabaseFile);

    internal static StoreOptions OptionsFor(string directory, TimeProvider clock) => new()
    {
        Directory = directory,
        Identity = "start = http://example.test/\nscope = host\n",
        Durability = Durability.Process,
        MaxDepth = null,
        MaxPagesPerHost = null,
        MaxUrlsPerHost = null,
        HostCache = 1000,
        DatabaseCache = 4 << 20,
        KnownUrlsMemory = 4 << 20,
        DiskReserve = 0,
        LongestRetryWait = _ => TimeSpan.FromHours(1),
        Time = clock,
        VerifyBooks = true,
    };

    internal CrawlStore Open() => CrawlStore.Open(Options);

    internal string[] Pages() => File.Exists(PagesPath) ? File.ReadAllLines(PagesPath) : [];

    internal string[] Rows() => File.Exists(RowsPath) ? File.ReadAllLines(RowsPath) : [];

    internal static NewUrl Found(string path, int depth = 0, VisitKind kind = VisitKind.Link, Reason verdict = Reason.Queued, string host = Host) =>
        new(host + path, host, kind, depth, 0, 0, verdict);

    internal static SettledUrl Page(QueuedUrl url, string? row = null) => new()
    {
        Url = url,
        Reason = Reason.Page,
        Status = 200,
        ContentType = "text/html",
        Size = 100,
        BytesReceived = 50,
        Indexable = true,
        FetchedAt = TestClock.Start,
        Elapsed = TimeSpan.FromMilliseconds(12.5),
        ContentHash = new byte[32],
        PageRow = Encoding.UTF8.GetBytes((row ?? $$"""{"url":"{{url.Url}}"}""") + "\n"),
    };

    internal static SettledUrl Failed(QueuedUrl url, Reason reason = Reason.HttpClientError, int status = 404) =>
        new() { Url = url, Reason = reason, Status = status, Detail = "no", FetchedAt = TestClock.Start, Elapsed = TimeSpan.FromMilliseconds(3) };

    internal static CommitResult CommitFound(CrawlStore store, params NewUrl[] found)
    {
        var batch = new CommitBatch();
        batch.Found.AddRange(found);
        return store.Commit(batch);
    }

    internal static CommitResult CommitSettled(CrawlStore store, params SettledUrl[] settled)
    {
        var batch = new CommitBatch();
        batch.Settled.AddRange(settled);
        return store.Commit(batch);
    }

    internal static IReadOnlyList<QueuedUrl> Window(CrawlStore store, long hostId = 1, int max = 1000) =>
        store.LoadWindow(hostId, new HashSet<long>(), max, TestClock.Start, out _);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
