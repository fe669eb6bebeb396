using System.ComponentModel;
using System.Diagnostics;
using ActorCrawler.Actors.Wire;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors.Parsing.Alone;

/// <summary>The seed's side of the disposable process: started when it is needed, kept while it lives. One page at a time.</summary>
internal sealed class LoneParserProcess(WorkerProgram program) : IDisposable
{
    private Process? _process;

    /// <summary>Parses a page.</summary>
    /// <returns>What came of it; null when the process died of it.</returns>
    /// <exception cref="IOException">The process could not be started, or died before it had the page.</exception>
    public async Task<ParseReport?> ParseAsync(ParseJob job, ParserSetup setup, CancellationToken cancellation)
    {
        var process = _process is { HasExited: false } alive ? alive : await StartAsync(setup, cancellation).ConfigureAwait(false);
        try
        {
            await ParserPipe.WriteAsync(process.StandardInput.BaseStream, new ParseProtocol.Parse(job), cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It may have died while it read: whether of this page or not, the pipe does not tell.
        }

        var answer = await ParserPipe.ReadAsync(process.StandardOutput.BaseStream, cancellation).ConfigureAwait(false);
        if (answer is ParseProtocol.Parsed parsed && parsed.LeaseId == job.LeaseId) return parsed.Report;
        End();
        return null;
    }

    public void Dispose() => End();

    /// <summary>Ends the process; the next page gets a new one, with the setup of that time.</summary>
    public void End()
    {
        if (_process is not { } process) return;
        _process = null;
        try
        {
            process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It is gone already.
        }

        process.Dispose();
    }

    private async Task<Process> StartAsync(ParserSetup setup, CancellationToken cancellation)
    {
        End();
        var start = program.Start(WorkerProgram.AloneVerb);
        try
        {
            _process = Process.Start(start) ?? throw new IOException($"{program} could not be started.");
            // What a process says that dies of a page is of no use, and must not fill the pipe.
            _process.BeginErrorReadLine();
            await ParserPipe.WriteAsync(_process.StandardInput.BaseStream, new ParseProtocol.Welcome(WireProtocol.Version, 0, setup, default), cancellation).ConfigureAwait(false);
            if (await ParserPipe.ReadAsync(_process.StandardOutput.BaseStream, cancellation).ConfigureAwait(false) is not null) return _process;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            End();
            throw new IOException($"{program} cannot be started: {e.Message}", e);
        }

        End();
        throw new IOException($"{program} {WorkerProgram.AloneVerb} ended before it was ready.");
    }
}
