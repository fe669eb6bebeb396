using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ActorCrawler.Actors.Logging;
using Akka.Actor;

namespace ActorCrawler.Actors.Nodes;

/// <summary>
/// Starts worker processes on this machine and starts those again that die, later each time in a row. Their standard input is a pipe that this
/// process alone holds: they end when it does, however it ends.
/// </summary>
internal sealed class LocalWorkersActor : UntypedActor, IWithTimers
{
    private readonly LocalWorkersSetup _setup;
    private readonly Slot[] _slots;

    public LocalWorkersActor(LocalWorkersSetup setup)
    {
        _setup = setup;
        _slots = [.. Enumerable.Range(1, setup.Count).Select(n => new Slot(n))];
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A supervisor of worker processes.</summary>
    public static Props Props(LocalWorkersSetup setup) => Akka.Actor.Props.Create(() => new LocalWorkersActor(setup));

    protected override void PreStart()
    {
        foreach (var slot in _slots) Start(slot);
    }

    protected override void PostStop()
    {
        foreach (var slot in _slots) slot.Process?.StandardInput.Close();
        base.PostStop();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Restart restart: Start(restart.Slot); break;
            case Ended ended: OnEnded(ended.Slot, ended.Code); break;
            default: Unhandled(message); break;
        }
    }

    private void Start(Slot slot)
    {
        slot.StartedAt = _setup.Clock.Now;
        try
        {
            var process = Process.Start(_setup.Program.Start(["worker", "--attached", "--join", _setup.Seed, .. _setup.Arguments]))!;
            process.ErrorDataReceived += (_, e) => Log(slot, e.Data);
            process.BeginErrorReadLine();
            process.StandardInput.WriteLine(_setup.Secret);
            process.StandardInput.Flush();
            slot.Process = process;
            process.WaitForExitAsync().PipeTo(Self, Self, () => new Ended(slot, process.ExitCode));
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            _setup.Log.Error(slot.Name, $"{_setup.Program} cannot be started: {e.Message}");
            StartLater(slot);
        }
    }

    private void OnEnded(Slot slot, int code)
    {
        slot.Process?.Dispose();
        slot.Process = null;
        if (code == 0) return;
        _setup.Log.Warning(slot.Name, $"ended with code {code.ToString(CultureInfo.InvariantCulture)}; it is started again");
        StartLater(slot);
    }

    private void StartLater(Slot slot)
    {
        // One that lived long enough has forgotten its earlier deaths.
        if (_setup.Clock.Now - slot.StartedAt > slot.Wait * 4) slot.Wait = TimeSpan.Zero;
        slot.Wait = slot.Wait == TimeSpan.Zero ? _setup.RestartBase : slot.Wait * 2;
        if (slot.Wait > _setup.RestartMax) slot.Wait = _setup.RestartMax;
        Timers.StartSingleTimer(slot, new Restart(slot), slot.Wait);
    }

    private void Log(Slot slot, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line)) _setup.Log.Info(slot.Name, line);
    }

    private sealed class Slot(int number)
    {
        public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"worker-{number}");

        public Process? Process { get; set; }

        public DateTimeOffset StartedAt { get; set; }

        public TimeSpan Wait { get; set; }
    }

    private sealed record Restart(Slot Slot);

    private sealed record Ended(Slot Slot, int Code);
}

/// <summary>What worker processes are started with.</summary>
internal sealed record LocalWorkersSetup
{
    /// <summary>How many.</summary>
    public required int Count { get; init; }

    /// <summary>Their program.</summary>
    public required WorkerProgram Program { get; init; }

    /// <summary>Where they join, HOST:PORT.</summary>
    public required string Seed { get; init; }

    /// <summary>What they must know.</summary>
    public required string Secret { get; init; }

    /// <summary>What else stands on their command line.</summary>
    public required IEnumerable<string> Arguments { get; init; }

    /// <summary>Wait before the first restart.</summary>
    public required TimeSpan RestartBase { get; init; }

    /// <summary>The longest wait.</summary>
    public required TimeSpan RestartMax { get; init; }

    /// <summary>The crawl's time.</summary>
    public required CrawlClock Clock { get; init; }

    /// <summary>Where they say what happens.</summary>
    public required CrawlLog Log { get; init; }
}
