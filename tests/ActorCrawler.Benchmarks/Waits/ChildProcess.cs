using System.Diagnostics;
using System.Globalization;

namespace ActorCrawler.Benchmarks.Waits;

/// <summary>A process that a benchmark started, with what it needed (Linux). Disposing ends it.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;

    internal ChildProcess(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    internal StreamReader Output => _process.StandardOutput;

    internal int ExitCode => _process.ExitCode;

    /// <summary>The most memory it held at one time, in bytes, as last seen.</summary>
    internal long PeakMemory { get; private set; }

    /// <summary>Its processor time, as last seen.</summary>
    internal TimeSpan ProcessorTime { get; private set; }

    /// <summary>Waits for its end and looks at what it needs until then: the system tells nothing of a process that is gone.</summary>
    internal async Task WaitAsync()
    {
        while (!_process.HasExited)
        {
            Look();
            await Task.Delay(LookEvery).ConfigureAwait(false);
        }
    }

    internal void Look()
    {
        try
        {
            var peak = File.ReadLines($"/proc/{_process.Id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            if (peak is not null) PeakMemory = long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
            ProcessorTime = _process.TotalProcessorTime;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It ended between two looks.
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
