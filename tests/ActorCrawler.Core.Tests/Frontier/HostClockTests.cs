using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Core.Tests.Frontier;

public sealed class HostClockTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PolitenessSettings Polite = new Knobs().Politeness;

    [Fact]
    public void Next_start_is_the_delay_after_the_end_of_the_exchange()
    {
        var clock = new HostClock(Polite);
        clock.Reserve();
        Assert.Null(clock.NextStart);

        clock.Answered(Now, TimeSpan.FromSeconds(30));

        Assert.Equal(Now.AddSeconds(1), clock.NextStart);
    }

    [Fact]
    public void Slots_that_are_cooling_wait_by_the_new_delay_when_limits_change()
    {
        var clock = new HostClock(Polite with { Delay = TimeSpan.FromSeconds(30) });
        clock.Reserve();
        clock.Answered(Now, TimeSpan.Zero);

        clock.SetLimits(TimeSpan.FromSeconds(2), null);
        Assert.Equal(Now.AddSeconds(2), clock.NextStart);

        clock.SetLimits(TimeSpan.FromSeconds(60), null);
        Assert.Equal(Now.AddSeconds(60), clock.NextStart);
    }

    [Fact]
    public void Wait_after_a_failure_stands_when_limits_change()
    {
        var clock = new HostClock(Polite);
        clock.Reserve();
        clock.Failed(Now, TimeSpan.FromSeconds(90), 0);

        clock.SetLimits(TimeSpan.Zero, 8);

        Assert.Equal(Now.AddSeconds(90), clock.NextStart);
    }

    [Fact]
    public void Last_exchange_counts_when_the_first_delay_is_set()
    {
        var clock = new HostClock(Polite with { Delay = TimeSpan.Zero });
        clock.Reserve();
        clock.Answered(Now, TimeSpan.Zero);

        clock.SetLimits(TimeSpan.FromSeconds(5), null);

        Assert.Equal(Now.AddSeconds(5), clock.NextStart);
    }

    [Fact]
    public void Delay_grows_with_the_hosts_latency_up_to_its_bound_and_not_at_all_when_off()
    {
        var slowed = Polite with { LatencyFactor = 5 };
        var clock = new HostClock(slowed);
        clock.Reserve();
        clock.Answered(Now, TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(5), clock.Delay);
        clock.Reserve();
        clock.Answered(Now, TimeSpan.FromSeconds(60));
        Assert.Equal(slowed.MaxLatencyDelay, clock.Delay);

        var off = new HostClock(slowed with { Delay = TimeSpan.Zero });
        off.Reserve();
        off.Answered(Now, TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.Zero, off.Delay);
    }

    [Fact]
    public void Each_of_several_slots_cools_down_on_its_own()
    {
        var clock = new HostClock(Polite with { PerHost = 2 });
        clock.Reserve();
        clock.Reserve();
        Assert.Null(clock.NextStart);
        clock.Answered(Now, TimeSpan.Zero);
        Assert.Equal(Now.AddSeconds(1), clock.NextStart);
        clock.Answered(Now.AddMilliseconds(500), TimeSpan.Zero);
        Assert.Equal(Now.AddSeconds(1), clock.NextStart);
        clock.Reserve();
        Assert.Equal(Now.AddMilliseconds(1500), clock.NextStart);
    }

    [Fact]
    public void Back_off_grows_with_failures_in_a_row_and_ends_with_the_first_answer()
    {
        var clock = new HostClock(Polite);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            clock.Reserve();
            waits.Add(clock.Failed(Now, null, 0.999999));
        }

        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300], waits.Select(w => Math.Round(w.TotalSeconds)));
        clock.Reserve();
        clock.Answered(Now, TimeSpan.Zero);
        Assert.Equal(0, clock.Failures);
    }

    [Theory]
    [InlineData(10, 0, 5, 5)]            // five of the ten seconds are still to be waited
    [InlineData(10, 0, 20, 0)]           // all waited
    [InlineData(10, 0, -86_400, 10)]     // the clock was set back by a day: the full wait, not a day
    [InlineData(10, 0, 86_400, 0)]       // set forward by a day
    [InlineData(86_400, 0, 0, 3600)]     // a stored wait is never taken as longer than the limit
    [InlineData(10, 1, 86_400, 1)]       // after an unclean end at least the full delay, whatever the clock says
    [InlineData(-5, 0, 0, 0)]            // nonsense in the store
    public void Stored_wait_survives_a_restart_and_clock_jumps(int wait, int unclean, int passed, int expected)
    {
        var clock = new HostClock(Polite);
        var record = new HostRecord { Id = 1, Key = "http://a", LastContact = Now, Wait = TimeSpan.FromSeconds(wait) };
        var later = Now.AddSeconds(passed);

        clock.Restore(record, later, unclean == 1);

        var start = clock.NextStart!.Value;
        Assert.Equal(expected, start <= later ? 0 : (start - later).TotalSeconds);
    }

    [Fact]
    public void Stored_wait_covers_retry_after()
    {
        var clock = new HostClock(Polite);
        clock.Reserve();
        clock.Failed(Now, TimeSpan.FromMinutes(10), 0);
        Assert.Equal(TimeSpan.FromMinutes(10), clock.StoredWait());
    }
}
