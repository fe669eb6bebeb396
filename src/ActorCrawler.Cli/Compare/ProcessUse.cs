using System.Diagnostics;
using System.Globalization;

namespace ActorCrawler.Cli.Compare;

/// <summary>What a process has used so far.</summary>
/// <param name="Cpu">CPU time.</param>
/// <param name="Ready">How long its living threads, all together, were ready to run while no core was free for them; null where the system does not tell (Linux does).</param>
/// <param name="Peak">The most memory held.</param>
internal readonly record struct ProcessUse(TimeSpan Cpu, TimeSpan? Ready, long Peak)
{
    private const int NanosecondsPerTick = 100;

    /// <summary>Nothing.</summary>
    public static ProcessUse None { get; } = new(TimeSpan.Zero, TimeSpan.Zero, 0);

    /// <summary>What two processes have used together.</summary>
    public static ProcessUse operator +(ProcessUse a, ProcessUse b) => new(a.Cpu + b.Cpu, a.Ready + b.Ready, a.Peak + b.Peak);

    /// <summary>Looks at a process; one that has ended uses nothing.</summary>
    public static ProcessUse Of(Process process)
    {
        process.Refresh();
        return process.HasExited ? None : new(process.TotalProcessorTime, ReadyOf(process.Id), process.PeakWorkingSet64);
    }

    private static TimeSpan? ReadyOf(int process)
    {
        var threads = $"/proc/{process.ToString(CultureInfo.InvariantCulture)}/task";
        if (!Directory.Exists(threads)) return null;
        var ticks = 0L;
        foreach (var thread in Directory.EnumerateDirectories(threads))
        {
            try
            {
                // Time on a core, time ready and waiting for one (nanoseconds), and turns (Linux, sched-stats.txt).
                if (File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ') is not [_, var ready, ..]) return null;
                ticks += long.Parse(ready, CultureInfo.InvariantCulture) / NanosecondsPerTick;
            }
            catch (IOException)
            {
                // The thread has ended.
            }
        }

        return TimeSpan.FromTicks(ticks);
    }
}
