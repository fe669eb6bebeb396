using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ActorCrawler.KillLoop;

/// <summary>The program as a process, with the processes that it starts. Nothing of it outlives <see cref="Dispose"/>.</summary>
internal sealed class CrawlProcess : IDisposable
{
    /// <summary>For seeds and workers; others do without.</summary>
    private const string Secret = "known to the processes of this loop alone";

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly HashSet<int> _workers = [];

    private CrawlProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, e) =>
        {
            lock (_error) _error.AppendLine(e.Data);
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it said on standard error.</summary>
    internal string Error
    {
        get
        {
            lock (_error) return _error.ToString();
        }
    }

    internal bool HasExited => _process.HasExited;

    internal int ExitCode => _process.ExitCode;

    internal static CrawlProcess Start(string program, IEnumerable<string> args, string workingDirectory) => new(new Process
    {
        StartInfo = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = workingDirectory,
            Environment = { ["ACTORCRAWLER_SECRET"] = Secret },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        },
    });

    /// <summary>Waits for its end, for so long at most; true when it ended.</summary>
    internal async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        using var limit = new CancellationTokenSource(time);
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Looks until something is seen, or for so long; false when the process ended before.</summary>
    internal async Task<bool> SeesAsync(Func<bool> seen, TimeSpan limit)
    {
        for (var look = Stopwatch.StartNew(); !seen() && look.Elapsed < limit;)
        {
            if (HasExited) return false;
            await Task.Delay(1).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Sends it a signal, by name (STOP, CONT), and waits until it is sent.</summary>
    internal void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>The worker processes that it has now (Linux).</summary>
    internal IReadOnlyList<int> Workers()
    {
        var children = $"/proc/{_process.Id}/task";
        if (!Directory.Exists(children)) return [];
        var ids = new List<int>();
        try
        {
            foreach (var task in Directory.EnumerateDirectories(children))
                ids.AddRange(File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            // It ended meanwhile.
        }

        _workers.UnionWith(ids);
        return ids;
    }

    /// <summary>Kills it as hard as the system can, and waits until it is gone.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>Kills one process of those it started.</summary>
    internal static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It ended meanwhile.
        }
    }

    public void Dispose()
    {
        Workers();
        if (!_process.HasExited) _process.Kill();
        foreach (var worker in _workers) Kill(worker);
        _process.Dispose();
    }
}
