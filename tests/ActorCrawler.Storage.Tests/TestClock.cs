namespace ActorCrawler.Storage.Tests;

/// <summary>A clock that stands still unless it is moved.</summary>
internal sealed class TestClock : TimeProvider
{
    internal static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + _passed;

    public override long GetTimestamp() => _passed.Ticks;

    internal void Advance(TimeSpan time) => _passed += time;
}
