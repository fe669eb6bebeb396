using System.Collections.Concurrent;
using Akka;
using Akka.Actor;
using Akka.Configuration;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class CoordinatedShutdownSpecs : IAsyncLifetime
{
    private const string Config = """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          coordinated-shutdown {
            run-by-clr-shutdown-hook = off
            phases {
              service-unbind { timeout = 200ms }
              strict { depends-on = [service-stop], timeout = 200ms, recover = off }
            }
          }
        }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _events = new();
    private readonly ActorSystem _system = ActorSystem.Create("shutdown", Config);

    private CoordinatedShutdown Shutdown => CoordinatedShutdown.Get(_system);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate().WaitAsync(Limit);

    [Fact]
    public async Task Phases_run_in_order_and_the_system_ends_with_the_last()
    {
        string[] phases =
        [
            CoordinatedShutdown.PhaseBeforeServiceUnbind,
            CoordinatedShutdown.PhaseServiceUnbind,
            CoordinatedShutdown.PhaseServiceRequestsDone,
            CoordinatedShutdown.PhaseServiceStop,
            CoordinatedShutdown.PhaseBeforeClusterShutdown,
            CoordinatedShutdown.PhaseClusterLeave,
            CoordinatedShutdown.PhaseClusterExiting,
            CoordinatedShutdown.PhaseClusterExitingDone,
            CoordinatedShutdown.PhaseClusterShutdown,
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate
        ];
        foreach (var phase in phases.Reverse()) Record(phase, phase);

        await Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Limit);

        Assert.Equal(phases, _events);
        await _system.WhenTerminated.WaitAsync(Limit);
    }

    [Fact]
    public async Task Terminating_the_system_runs_the_phases()
    {
        Record(CoordinatedShutdown.PhaseServiceStop, "stopped");

        await _system.Terminate().WaitAsync(Limit);

        Assert.Equal(["stopped"], _events);
        Assert.Same(CoordinatedShutdown.ActorSystemTerminateReason.Instance, Shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Only_the_first_run_counts()
    {
        Record(CoordinatedShutdown.PhaseServiceStop, "once");
        Assert.Null(Shutdown.ShutdownReason);

        var first = Shutdown.Run(new Tired());
        var second = Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);
        await Task.WhenAll(first, second).WaitAsync(Limit);

        Assert.Equal(["once"], _events);
        Assert.IsType<Tired>(Shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Tasks_of_a_phase_run_side_by_side()
    {
        var met = new TaskCompletionSource();
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "waits", async () =>
        {
            await met.Task.WaitAsync(Limit);
            _events.Enqueue("waited");
            return Done.Instance;
        });
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "releases", () =>
        {
            met.SetResult();
            return Task.FromResult(Done.Instance);
        });

        await Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Limit);

        Assert.Equal(["waited"], _events);
    }

    [Fact]
    public async Task Task_that_fails_does_not_keep_the_next_phase_from_running()
    {
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "throws", () => throw new InvalidOperationException("at once"));
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "fails", () => Task.FromException<Done>(new InvalidOperationException("later")));
        Record(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "next");

        await Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Limit);

        Assert.Equal(["next"], _events);
    }

    [Fact]
    public async Task Task_that_takes_too_long_is_left_behind()
    {
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "hangs", () => new TaskCompletionSource<Done>().Task);
        Record(CoordinatedShutdown.PhaseServiceStop, "next");

        await Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Limit);

        Assert.Equal(["next"], _events);
    }

    [Fact]
    public async Task Run_may_begin_at_a_later_phase()
    {
        Record(CoordinatedShutdown.PhaseServiceUnbind, "left out");
        Record(CoordinatedShutdown.PhaseServiceStop, "first");
        Record(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "second");

        await Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseServiceStop).WaitAsync(Limit);

        Assert.Equal(["first", "second"], _events);
    }

    [Fact]
    public void Phase_that_is_not_configured_is_refused()
    {
        Assert.Throws<ConfigurationException>(() => Shutdown.AddTask("no-such-phase", "task", () => Task.FromResult(Done.Instance)));
    }

    [Fact]
    public void Time_limits_come_from_the_configuration()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(200), Shutdown.Timeout(CoordinatedShutdown.PhaseServiceUnbind));
        Assert.Equal(TimeSpan.FromSeconds(5), Shutdown.Timeout(CoordinatedShutdown.PhaseServiceStop));
    }

    [Fact]
    public async Task Actors_are_still_there_in_the_phases_before_the_last()
    {
        var actor = _system.ActorOf(Props.Create(() => new Fragile()));
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "asks", async () =>
        {
            _events.Enqueue("count " + await actor.Ask<int>("count", Limit));
            return Done.Instance;
        });

        await Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Limit);

        Assert.Equal(["count 1"], _events);
    }

    [Fact]
    public void Reasons_have_exit_codes()
    {
        Assert.Equal(1, CoordinatedShutdown.UnknownReason.Instance.ExitCode);
        Assert.Equal(0, CoordinatedShutdown.ActorSystemTerminateReason.Instance.ExitCode);
        Assert.Equal(0, CoordinatedShutdown.ClrExitReason.Instance.ExitCode);
        Assert.Equal(3, CoordinatedShutdown.ClusterDowningReason.Instance.ExitCode);
        Assert.Equal(0, CoordinatedShutdown.ClusterLeavingReason.Instance.ExitCode);
    }

    private void Record(string phase, string what) => Shutdown.AddTask(phase, what, () =>
    {
        _events.Enqueue(what);
        return Task.FromResult(Done.Instance);
    });

    private sealed class Tired : CoordinatedShutdown.Reason
    {
        public override int ExitCode => 7;
    }
}
