namespace ActorCrawler.Actors.Tests;

public sealed class CrawlClockTests
{
    [Theory]
    [InlineData(-86_400)]
    [InlineData(86_400)]
    public void Clock_goes_on_evenly_when_the_wall_clock_is_set(int seconds)
    {
        var time = new JumpyTime();
        var clock = new CrawlClock(time);
        var before = clock.Now;

        time.Wall += TimeSpan.FromSeconds(seconds);
        time.Passed += TimeSpan.FromSeconds(2);

        Assert.Equal(TimeSpan.FromSeconds(2), clock.Now - before);
    }

    private sealed class JumpyTime : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
