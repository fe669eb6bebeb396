using System.Globalization;

namespace ActorCrawler.Cli.Compare;

/// <summary>How long the machine's cores have had nothing to do.</summary>
internal static class MachineIdle
{
    // /proc/stat counts in hundredths of a second, whatever the kernel's own clock (proc(5), USER_HZ).
    private const int TicksPerCount = 100_000;

    /// <summary>The time since the machine started, of all cores together; null where the system does not tell (Linux does).</summary>
    public static TimeSpan? Read()
    {
        const string file = "/proc/stat";
        if (!File.Exists(file)) return null;
        // cpu, user, nice, system, idle, waiting for a disk, ...
        return File.ReadLines(file).First().Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["cpu", _, _, _, var idle, var disk, ..]
            ? TimeSpan.FromTicks((long.Parse(idle, CultureInfo.InvariantCulture) + long.Parse(disk, CultureInfo.InvariantCulture)) * TicksPerCount)
            : null;
    }
}
