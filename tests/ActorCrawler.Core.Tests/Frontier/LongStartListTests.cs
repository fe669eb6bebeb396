using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Core.Tests.Frontier;

/// <summary>Lists of start URLs that are too long to be entered in one go.</summary>
public sealed class LongStartListTests
{
    private const int Length = 9_000;

    private readonly FakeStore _store = new();
    private int _drawn;

    [Fact]
    public void Fetching_begins_before_a_long_list_is_entered()
    {
        var run = Start();
        Assert.InRange(_drawn, 1, Length / 2);

        run.GoOn(r => r.Exchanges.Count > 0);
        Assert.InRange(_store.Ledger.Discovered, 1, Length - 1);

        run.GoOn(_ => _store.Ledger.Discovered == Length);
        Assert.Null(run.Finished);
        Assert.Equal(Length, _drawn);
    }

    [Fact]
    public void Stop_does_not_wait_for_the_rest_of_the_list_and_the_next_run_enters_it()
    {
        var run = Start();
        run.Tell(new FrontierCommand.Stop());
        run.GoOn();

        Assert.Equal(FinishReason.Stopped, run.Finished);
        Assert.InRange(_store.Ledger.Discovered, 1, Length / 2);

        Start().GoOn(_ => _store.Ledger.Discovered == Length);
    }

    private FrontierRun Start()
    {
        var run = new FrontierRun(new FakeWeb(), _store, 1, k => k.CommitTakes = TimeSpan.FromSeconds(1));
        run.Tell(new FrontierCommand.Start(_store.Ledger, [], false, 0, List()));
        return run;
    }

    private IEnumerable<NewUrl> List()
    {
        for (_drawn = 0; _drawn < Length;)
        {
            _drawn++;
            yield return new NewUrl($"http://a/{_drawn}", "http://a", VisitKind.Start, 0, 0, 0, Reason.Queued);
        }
    }
}
