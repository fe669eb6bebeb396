using System.Diagnostics;
using System.Globalization;

namespace ActorCrawler.Benchmarks.Soak;

/// <summary>What a process holds at one moment, from /proc.</summary>
/// <param name="Rss">Resident memory, in bytes.</param>
/// <param name="Handles">Open file descriptors.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Cpu">Processor time so far.</param>
internal sealed record Sample(long Rss, int Handles, int Threads, TimeSpan Cpu)
{
    /// <summary>Looks at a process.</summary>
    public static Sample Of(Process process)
    {
        process.Refresh();
        var fields = File.ReadAllLines($"/proc/{process.Id}/status").Select(line => line.Split(':', 2)).ToDictionary(f => f[0], f => f[1].Trim());
        return new Sample(
            long.Parse(fields["VmRSS"].Split(' ')[0], CultureInfo.InvariantCulture) * 1024,
            Directory.GetFiles($"/proc/{process.Id}/fd").Length,
            int.Parse(fields["Threads"], CultureInfo.InvariantCulture),
            process.TotalProcessorTime);
    }
}
