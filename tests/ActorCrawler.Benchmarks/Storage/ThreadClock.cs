using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ActorCrawler.Benchmarks.Storage;

/// <summary>
/// Time that this thread spent on a processor, where the system tells it (Linux): a shared machine's other work does not count then.
/// Elsewhere the time that passed.
/// </summary>
internal static class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    internal static TimeSpan Now()
    {
        if (!OperatingSystem.IsLinux()) return Stopwatch.GetElapsedTime(0);
        _ = GetTime(ThreadProcessorTime, out var time);
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / 100);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        internal readonly long Seconds;

        internal readonly long Nanoseconds;
    }
}
