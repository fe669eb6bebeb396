using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace ActorCrawler.Cli.Tests.Support;

/// <summary>The built program as a process of its own; killed with its children when disposed, if it still runs.</summary>
internal sealed class ProgramRun : IDisposable
{
    public const int Interrupt = 2;
    public const int KillAtOnce = 9;
    public const int Terminate = 15;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _out = [];
    private readonly ConcurrentQueue<string> _error = [];
    private readonly Channel<string> _errorLines = Channel.CreateUnbounded<string>();

    private ProgramRun(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Add(_out, e.Data);
        process.ErrorDataReceived += (_, e) =>
        {
            Add(_error, e.Data);
            if (e.Data is null) _errorLines.Writer.TryComplete();
            else _errorLines.Writer.TryWrite(e.Data);
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public IReadOnlyCollection<string> Out => _out;

    public IReadOnlyCollection<string> Error => _error;

    /// <summary>Starts it.</summary>
    public static ProgramRun Start(string workingDirectory, params IEnumerable<string> args) => Start(workingDirectory, [], args);

    /// <summary>Starts it, with variables in its environment.</summary>
    public static ProgramRun Start(string workingDirectory, IReadOnlyList<(string Name, string Value)> environment, params IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(BuiltProgram.Location, args)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new ProgramRun(new Process { StartInfo = start });
    }

    /// <summary>Waits for its end and tells its exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Waits for a line on standard error; null when it ends without.</summary>
    public async Task<string?> ErrorLineAsync(Func<string, bool> wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _errorLines.Reader.WaitToReadAsync(limit.Token))
        {
            while (_errorLines.Reader.TryRead(out var line))
            {
                if (wanted(line)) return line;
            }
        }

        return null;
    }

    public void Signal(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    /// <summary>Sends a signal to a process that another one started.</summary>
    public static void Signal(int process, int signal) => Kill(process, signal);

    /// <summary>Whether there is such a process, and not only its remains.</summary>
    public static bool IsRunning(int process)
    {
        try
        {
            // The state stands behind the name, which is in parentheses and may hold anything.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static void Add(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
