using System.Globalization;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage.Tests;

/// <summary>
/// A process that crawls a tree of pages into a job, a few pages a commit, and says each commit on its output: to be killed at any moment.
/// Page n links to pages 2n+1 and 2n+2.
/// </summary>
internal static class Victim
{
    internal const int Pages = 700;

    private const int Batch = 7;

    /// <summary>What it says when all pages are there.</summary>
    internal const string Done = "done";

    internal static int Main(string[] args)
    {
        if (args is not [var path, var most]) return 2;
        using var directory = JobDirectory.Open(path, JobOpenMode.OpenOrCreate, TimeProvider.System);
        using var store = CrawlStore.Open(TestJob.OptionsFor(path, TimeProvider.System) with { VerifyBooks = false, KnownUrlsMemory = 1 });
        Console.WriteLine($"opened {store.Epoch}, unclean {store.Recovery.Unclean}, after {directory.DeadOwner?.ProcessId}");
        if (store.Ledger.Discovered == 0) TestJob.CommitFound(store, TestJob.Found("/0", 0, VisitKind.Start));
        for (var commit = 1; store.Ledger[Reason.Queued] > 0; commit++)
        {
            TestJob.CommitSettled(store, [.. TestJob.Window(store, max: Batch).Select(url => TestJob.Page(url) with { Links = Links(store, url) })]);
            Console.WriteLine(commit);

            // Far enough ahead to be killed at any moment, not so far that it is done before.
            if (commit == int.Parse(most, CultureInfo.InvariantCulture)) Console.ReadLine();
        }

        store.Close(clean: true);
        Console.WriteLine(Done);
        return 0;
    }

    private static byte[] Links(CrawlStore store, QueuedUrl url)
    {
        var number = int.Parse(url.Url[(TestJob.Host.Length + 1)..], CultureInfo.InvariantCulture);
        return LinkTests.Block(
            store,
            [.. new[] { (2 * number) + 1, (2 * number) + 2, number / 2 }.Where(n => n < Pages).Select(n => ($"{TestJob.Host}/{n}", Reason.Queued))]);
    }
}
