using ActorCrawler.Core.Frontier;
using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Storage.Tests;

/// <summary>Random sequences of commits, failures, crashes and reopenings: the store always holds what the model holds.</summary>
public sealed class CrawlModelTests
{
    private const int MaxDepth = 4;

    private static readonly string[] HostNames = ["http://a.test", "http://b.test", "https://a.test"];

    private static readonly Reason[] Outcomes =
        [Reason.Page, Reason.Page, Reason.Page, Reason.Redirect, Reason.HttpClientError, Reason.Robots, Reason.PrivateAddress];

    [Fact]
    public void Store_holds_what_the_model_holds_when_commits_failures_crashes_and_reopenings_mix()
    {
        var sequences = Gen.Choose(0, int.MaxValue).ListOf(40).ToArbitrary();

        Prop.ForAll<List<int>>(sequences, Run).Check(Config.QuickThrowOnFailure.WithMaxTest(12).WithReplay(20261122, 7));
    }

    private static void Run(List<int> numbers)
    {
        using var job = new TestJob();
        job.Options = job.Options with { MaxDepth = MaxDepth };
        var model = new CrawlModel(MaxDepth);
        var batch = new CommitBatch();
        var store = job.Open();
        try
        {
            foreach (var number in numbers)
            {
                var chance = new Random(number);
                switch (chance.Next(16))
                {
                    case < 4:
                        for (var i = chance.Next(1, 12); i > 0; i--) batch.Found.Add(Find(chance));
                        continue;
                    case < 8:
                        Settle(store, batch, chance);
                        continue;
                    case 8 when FirstQueued(store) is { } url:
                        batch.Retried.Add(new RetriedUrl(url, Reason.Timeout, 0, "late", TestClock.Start, TestClock.Start, url.Attempts + 1, false));
                        break;
                    case 9 when store.Host(1) is not null && chance.Next(4) == 0:
                        batch.ClosedHosts.Add((1, Reason.HostDead, "dead"));
                        break;
                    case 10:
                        Fail(store, batch, chance);
                        break;
                    case 11 or 12:
                        store = Crash(job, store, model, chance);
                        batch.Clear();
                        break;
                    case 13:
                        store.Close(clean: true);
                        store = job.Open();
                        batch.Clear();
                        break;
                }

                store.Commit(batch);
                model.Apply(batch);
                batch.Clear();
                model.Check(store, job.FullPath);
            }
        }
        finally
        {
            store.Dispose();
        }
    }

    private static NewUrl Find(Random chance)
    {
        var host = HostNames[chance.Next(HostNames.Length)];
        var verdict = chance.Next(10) switch { 0 => Reason.Scope, 1 => Reason.Robots, 2 => Reason.ExcludePattern, _ => Reason.Queued };
        return new NewUrl($"{host}/{chance.Next(25)}", host, VisitKind.Link, chance.Next(MaxDepth + 3), 0, 0, verdict);
    }

    private static void Settle(CrawlStore store, CommitBatch batch, Random chance)
    {
        foreach (var host in store.LoadHosts(0, new HashSet<long>(), 10))
        {
            // Sometimes one that the batch settles already: the second is dropped.
            var window = TestJob.Window(store, host.Id, chance.Next(1, 6));
            var url = window[chance.Next(window.Count)];
            var reason = Outcomes[chance.Next(Outcomes.Length)];
            batch.Settled.Add(
                (reason == Reason.Page ? TestJob.Page(url) : TestJob.Failed(url, reason)) with { ExternalLinks = chance.Next(3) });
        }
    }

    private static void Fail(CrawlStore store, CommitBatch batch, Random chance)
    {
        var failed = false;
        store.Tables.BeforeCommit = Fault;
        if (chance.Next(2) == 0) store.Tables.Rows.BeforeWrite = _ => Fault();
        Assert.ThrowsAny<Exception>(() => store.Commit(batch));
        Assert.True(failed);
        store.Tables.BeforeCommit = null;
        store.Tables.Rows.BeforeWrite = null;

        void Fault()
        {
            failed = true;
            throw new IOException("No space left on device", 28);
        }
    }

    private static QueuedUrl? FirstQueued(CrawlStore store) =>
        store.LoadHosts(0, new HashSet<long>(), 1) is [var host] ? TestJob.Window(store, host.Id, 1)[0] : null;

    private static CrawlStore Crash(TestJob job, CrawlStore store, CrawlModel model, Random chance)
    {
        store.Dispose();
        if (chance.Next(2) == 0) File.AppendAllText(job.PagesPath, new string('x', chance.Next(1, 50)));
        if (chance.Next(2) == 0) File.AppendAllText(job.RowsPath, new string('y', chance.Next(1, 50)));
        if (chance.Next(3) == 0)
        {
            var before = job.Pages();
            var length = new FileInfo(job.PagesPath).Length;
            using (var file = File.OpenHandle(job.PagesPath, access: FileAccess.Write)) RandomAccess.SetLength(file, chance.NextInt64(length + 1));
            store = job.Open();
            var after = job.Pages();
            model.Lose(before.Where(row => row.StartsWith('{')).Except(after).Select(row => row.Split('"')[3]));
            return store;
        }

        return job.Open();
    }
}
