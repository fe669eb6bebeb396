using ActorCrawler.Actors.Parsing;

namespace ActorCrawler.Actors.Tests.Parsing;

public sealed class WorkPoolTests
{
    private readonly WorkPool<string> _pool = new();

    [Fact]
    public void Job_waits_until_there_is_a_slot()
    {
        _pool.Add(1, 100);
        Assert.False(_pool.TryAssign(out _, out _));

        _pool.Register("a", WorkerCredit.Jobs(1));

        Assert.True(_pool.TryAssign(out var worker, out var job));
        Assert.Equal(("a", 1L), (worker, job));
        Assert.Equal(0, _pool.Waiting);
    }

    [Fact]
    public void Worker_gets_no_more_jobs_than_it_has_slots()
    {
        _pool.Register("a", WorkerCredit.Jobs(2));
        for (var i = 1; i <= 5; i++) _pool.Add(i, 100);

        Assert.Equal([1, 2], Assign().Select(a => a.Job));
        Assert.Equal(3, _pool.Waiting);
        Assert.True(_pool.Complete("a", 1));
        Assert.Equal([3], Assign().Select(a => a.Job));
    }

    [Fact]
    public void Least_busy_worker_comes_first()
    {
        _pool.Register("a", WorkerCredit.Jobs(2));
        _pool.Register("b", WorkerCredit.Jobs(4));
        for (var i = 1; i <= 6; i++) _pool.Add(i, 100);

        var assigned = Assign();

        Assert.Equal(["b", "b"], assigned.Take(2).Select(a => a.Worker));
        Assert.Equal(2, assigned.Count(a => a.Worker == "a"));
    }

    [Fact]
    public void Result_of_a_worker_that_no_longer_has_the_job_is_refused()
    {
        _pool.Register("a", WorkerCredit.Jobs(1));
        _pool.Register("b", WorkerCredit.Jobs(1));
        _pool.Add(1, 100);
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
        _pool.Add(1, 100);
        _pool.Add(2, 100);
        Assert.True(_pool.Remove(1));
        Assert.False(_pool.Remove(1));

        _pool.Register("a", WorkerCredit.Jobs(2));

        Assert.Equal([2], Assign().Select(a => a.Job));
    }

    [Fact]
    public void Worker_gets_no_more_bytes_than_it_takes_but_always_one_job()
    {
        _pool.Register("a", new WorkerCredit(10, 1_000, long.MaxValue));
        _pool.Add(1, 600);
        _pool.Add(2, 600);
        _pool.Add(3, 5_000);

        Assert.Equal([1], Assign().Select(a => a.Job));
        Assert.Equal(600, _pool.BytesOf("a"));
        Assert.True(_pool.Complete("a", 1));
        Assert.Equal([2], Assign().Select(a => a.Job));
        Assert.True(_pool.Complete("a", 2));
        Assert.Equal([3], Assign().Select(a => a.Job));
    }

    [Fact]
    public void Body_that_fits_no_worker_goes_to_one_in_reserve_and_holds_nobody_up()
    {
        _pool.Register("here", WorkerCredit.Jobs(1), isReserve: true);
        _pool.Register("a", new WorkerCredit(2, 10_000, 1_000));
        _pool.ReservesServe = false;
        _pool.Add(1, 5_000);
        _pool.Add(2, 5_000);
        _pool.Add(3, 100);

        Assert.Equal([("here", 1L), ("a", 3L)], Assign());
        Assert.True(_pool.Complete("here", 1));
        Assert.Equal([("here", 2L)], Assign());
    }

    [Fact]
    public void Workers_in_reserve_get_nothing_unless_they_serve()
    {
        _pool.Register("here", WorkerCredit.Jobs(1), isReserve: true);
        _pool.ReservesServe = false;
        _pool.Add(1, 100);
        Assert.Empty(Assign());

        _pool.ReservesServe = true;

        Assert.Equal([("here", 1L)], Assign());
    }

    [Fact]
    public void Worker_that_retires_gets_no_more_jobs_and_finishes_those_it_has()
    {
        _pool.Register("a", WorkerCredit.Jobs(2));
        for (var i = 1; i <= 3; i++) _pool.Add(i, 100);
        Assert.Equal(2, Assign().Count);

        _pool.Retire("a");

        Assert.True(_pool.Complete("a", 1));
        Assert.Empty(Assign());
        Assert.Equal([2], _pool.JobsOf("a"));
    }

    [Fact]
    public void Urgent_job_goes_first()
    {
        _pool.Add(1, 100);
        _pool.Add(2, 100, isUrgent: true);
        _pool.Register("a", WorkerCredit.Jobs(1));

        Assert.Equal([2], Assign().Select(a => a.Job));
    }

    private List<(string Worker, long Job)> Assign()
    {
        var all = new List<(string, long)>();
        while (_pool.TryAssign(out var worker, out var job)) all.Add((worker, job));
        return all;
    }
}
