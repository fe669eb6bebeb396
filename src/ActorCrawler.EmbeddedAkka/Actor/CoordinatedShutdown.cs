using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Ends a system in phases: those of <c>akka.coordinated-shutdown.phases</c>, each after all that it depends on. The tasks of a phase
/// run side by side. A task that fails or takes too long is logged and left behind, unless its phase says <c>recover = off</c>.
/// </summary>
public sealed class CoordinatedShutdown : IExtension
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterLeave = "cluster-leave";
    public const string PhaseClusterExiting = "cluster-exiting";
    public const string PhaseClusterExitingDone = "cluster-exiting-done";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, List<(string Name, Func<Task<Done>> Run)>> _tasks = new();
    private readonly Dictionary<string, Phase> _phases;
    private readonly List<string> _order;
    private readonly ActorSystemImpl _system;
    private readonly ILoggingAdapter _log;
    private Task<Done>? _run;

    internal CoordinatedShutdown(ActorSystemImpl system)
    {
        _system = system;
        _log = Logging.GetLogger(system, GetType());
        var config = system.Settings.Config.GetConfig("akka.coordinated-shutdown")!;
        _phases = Phase.FromConfig(config);
        _order = Phase.InOrder(_phases);
        if (config.GetBoolean("terminate-actor-system"))
            AddTask(PhaseActorSystemTerminate, "terminate-system", TerminateSystemAsync);
        if (config.GetBoolean("run-by-clr-shutdown-hook")) RunAtProcessExit();
    }

    /// <summary>Why the shutdown runs; null while it does not.</summary>
    public Reason? ShutdownReason { get; private set; }

    /// <summary>The longest time that the phases with tasks may take together.</summary>
    public TimeSpan TotalTimeout => _tasks.Keys.Aggregate(TimeSpan.Zero, (sum, phase) => sum + Timeout(phase));

    public static CoordinatedShutdown Get(ActorSystem sys) => sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    /// <summary>Adds a task to a phase that has not begun.</summary>
    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        ThrowIfUnknown(phase);
        lock (_lock) _tasks[phase] = [.. _tasks.GetValueOrDefault(phase, []), (taskName, task)];
    }

    /// <summary>Runs the phases, from <paramref name="fromPhase"/> if given. Only the first call does; all give the same task.</summary>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        if (fromPhase is not null) ThrowIfUnknown(fromPhase);
        lock (_lock)
        {
            if (_run is not null) return _run;
            ShutdownReason = reason;
            return _run = Task.Run(() => RunPhasesAsync(fromPhase));
        }
    }

    /// <summary>The time limit of a phase.</summary>
    public TimeSpan Timeout(string phase)
    {
        ThrowIfUnknown(phase);
        return _phases[phase].Timeout;
    }

    private async Task<Done> RunPhasesAsync(string? fromPhase)
    {
        foreach (var phase in fromPhase is null ? _order : _order.SkipWhile(name => name != fromPhase))
        {
            List<(string Name, Func<Task<Done>> Run)> tasks;
            lock (_lock) tasks = _tasks.GetValueOrDefault(phase, []);
            if (tasks.Count == 0) continue;
            _log.Debug("Performing phase [{0}] with [{1}] tasks: [{2}]", phase, tasks.Count, string.Join(", ", tasks.Select(task => task.Name)));
            await RunPhaseAsync(phase, tasks).ConfigureAwait(false);
        }

        return Done.Instance;
    }

    private async Task RunPhaseAsync(string phase, List<(string Name, Func<Task<Done>> Run)> tasks)
    {
        var (timeout, recover) = (_phases[phase].Timeout, _phases[phase].Recover);
        var running = Task.WhenAll(tasks.Select(task => RunTaskAsync(phase, task.Name, task.Run, recover)));
        try
        {
            await running.WaitAsync(timeout).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            if (!recover) throw new TimeoutException($"Coordinated shutdown phase [{phase}] timed out after {timeout}");
            _log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", phase, timeout);
        }
    }

    private async Task RunTaskAsync(string phase, string name, Func<Task<Done>> run, bool recover)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (Exception e) when (recover)
        {
            _log.Warning("Task [{0}] failed in phase [{1}]: {2}", name, phase, e.Message);
        }
    }

    private async Task<Done> TerminateSystemAsync()
    {
        await _system.FinalTerminate().ConfigureAwait(false);
        return Done.Instance;
    }

    private void RunAtProcessExit()
    {
        // The process ends as soon as the handler returns: this is the one place where waiting is the point.
        void Handler(object? sender, EventArgs e)
        {
            if (_system.WhenTerminated.IsCompleted) return;
            using var done = new ManualResetEventSlim();
            _ = Run(ClrExitReason.Instance).ContinueWith(_ => done.Set(), TaskScheduler.Default);
            done.Wait(TotalTimeout);
        }

        AppDomain.CurrentDomain.ProcessExit += Handler;
        _system.RegisterOnTermination(() => AppDomain.CurrentDomain.ProcessExit -= Handler);
    }

    private void ThrowIfUnknown(string phase)
    {
        if (!_phases.ContainsKey(phase))
            throw new ConfigurationException($"Unknown phase [{phase}], known phases [{string.Join(",", _phases.Keys)}].");
    }

    /// <summary>Why a system is shut down; derive from it for reasons of one's own.</summary>
    public abstract class Reason
    {
        protected Reason()
        {
        }

        /// <summary>The exit code of a process that ends for it. Nothing here ends a process: programs ask.</summary>
        public abstract int ExitCode { get; }
    }

    public sealed class UnknownReason : Reason
    {
        public static readonly Reason Instance = new UnknownReason();

        private UnknownReason()
        {
        }

        public override int ExitCode => 1;
    }

    /// <summary><see cref="ActorSystem.Terminate"/> was called.</summary>
    public sealed class ActorSystemTerminateReason : Reason
    {
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason()
        {
        }

        public override int ExitCode => 0;
    }

    /// <summary>The process ends.</summary>
    public sealed class ClrExitReason : Reason
    {
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason()
        {
        }

        public override int ExitCode => 0;
    }

    /// <summary>The node was downed.</summary>
    public sealed class ClusterDowningReason : Reason
    {
        public static readonly Reason Instance = new ClusterDowningReason();

        private ClusterDowningReason()
        {
        }

        public override int ExitCode => 3;
    }

    /// <summary>The node was told to leave.</summary>
    public sealed class ClusterLeavingReason : Reason
    {
        public static readonly Reason Instance = new ClusterLeavingReason();

        private ClusterLeavingReason()
        {
        }

        public override int ExitCode => 0;
    }
}
