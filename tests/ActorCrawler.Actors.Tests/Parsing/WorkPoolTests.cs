using ActorCrawler.Actors.Parsing;

namespace ActorCrawler.Actors.Tests.Parsing;

public sealed class WorkPoolTests
{
    private readonly WorkPool<string> _pool = new();

    [Fact]
    public void Job_waits_until_there_is_a_slot()
    {
        _pool.Add(1);
        Assert.False(_pool.TryAssign(out _, out _));

        _pool.Register("a", 1);

        Assert.True(_pool.TryAssign(out var worker, out var job));
        Assert.Equal(("a", 1L), (worker, job));
        Assert.Equal(0, _pool.Waiting);
    }

    [Fact]
    public void Worker_gets_no_more_jobs_than_it_has_slots()
    {
        _pool.Register("a", 2);
        for (var i = 1; i <= 5; i++) _pool.Add(i);

        Assert.Equal([1, 2], Assign().Select(a => a.Job));
        Assert.Equal(3, _pool.Waiting);
        Assert.True(_pool.Complete("a", 1));
        Assert.Equal([3], Assign().Select(a => a.Job));
    }

    [Fact]
    public void Least_busy_worker_comes_first()
    {
        _pool.Register("a", 2);
        _pool.Register("b", 4);
        for (var i = 1; i <= 6; i++) _pool.Add(i);

        var assigned = Assign();

        Assert.Equal(["b", "b"], assigned.Take(2).Select(a => a.Worker));
        Assert.Equal(2, assigned.Count(a => a.Worker == "a"));
    }

    [Fact]
    public void Result_of_a_worker_that_no_longer_has_the_job_is_refused()
    {
        _pool.Register("a", 1);
        _pool.Register("b", 1);
        _pool.Add(1);
        var (worker, _) = Assign().Single();
        var other = worker == "a" ? "b" : "a";

        Assert.False(_pool.Complete(other, 1));
        Assert.Equal([1], _pool.Lose(worker));
        Assert.False(_pool.Complete(worker, 1));
        Assert.Equal(0, _pool.Waiting);
    }

    [Fact]
    public void Job_that_was_removed_while_it_waited_is_given_to_nobody()
    {
        _pool.Add(1);
        _pool.Add(2);
        Assert.True(_pool.Remove(1));
        Assert.False(_pool.Remove(1));

        _pool.Register("a", 2);

        Assert.Equal([2], Assign().Select(a => a.Job));
    }

    [Fact]
    public void Worker_may_change_its_slots()
    {
        _pool.Register("a", 1);
        for (var i = 1; i <= 3; i++) _pool.Add(i);
        Assert.Single(Assign());

        _pool.Register("a", 3);

        Assert.Equal(2, Assign().Count);
    }

    private List<(string Worker, long Job)> Assign()
    {
        var all = new List<(string, long)>();
        while (_pool.TryAssign(out var worker, out var job)) all.Add((worker, job));
        return all;
    }
}
