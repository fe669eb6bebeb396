using ActorCrawler.Cli.Tests.Support;

namespace ActorCrawler.Cli.Tests;

public sealed class StopRequestTests : IDisposable
{
    private readonly Commands _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public void First_interrupt_asks_for_a_clean_stop_and_the_second_ends_at_once()
    {
        using var stop = new StopRequest(_commands.Context);
        Assert.Null(stop.Code);
        _commands.Signal(StopSignal.Interrupt);
        Assert.True(stop.Token.IsCancellationRequested);
        Assert.Equal(130, stop.Code);
        Assert.Empty(_commands.Exits);
        _commands.Signal(StopSignal.Interrupt);
        Assert.Equal([130], _commands.Exits);
    }

    [Fact]
    public void Terminate_ends_in_time_whatever_happens()
    {
        using var stop = new StopRequest(_commands.Context);
        _commands.Signal(StopSignal.Terminate);
        Assert.Equal(3, stop.Code);
        _commands.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Empty(_commands.Exits);
        _commands.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([3], _commands.Exits);
    }

    [Fact]
    public void Terminate_that_was_answered_in_time_ends_nothing()
    {
        using (new StopRequest(_commands.Context)) _commands.Signal(StopSignal.Terminate);
        _commands.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(_commands.Exits);
    }

    [Fact]
    public void Terminate_repeated_keeps_the_first_deadline()
    {
        using var stop = new StopRequest(_commands.Context);
        _commands.Signal(StopSignal.Terminate);
        _commands.Time.Advance(TimeSpan.FromSeconds(5));
        _commands.Signal(StopSignal.Terminate);
        _commands.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([3], _commands.Exits);
    }
}
