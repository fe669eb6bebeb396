using System.Diagnostics;
using System.Text.Json;
using ActorCrawler.Actors;

namespace ActorCrawler.Cli.Compare;

/// <summary>A process that works on its part of a comparison: told its order in one line, then URLs; answers each with a line. Ends when its input does.</summary>
internal sealed class PartProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Dictionary<string, Queue<TaskCompletionSource<PageResult>>> _asked = [];
    private readonly Lock _lock = new();
    private readonly Task _reading;

    private PartProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <exception cref="IOException">It cannot be started.</exception>
    public static async Task<PartProcess> StartAsync(WorkerProgram program, RowOrder order)
    {
        var process = CompareProcess.Start(program, CompareProcess.PartVerb);
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order, CompareJson.Default.RowOrder)).ConfigureAwait(false);
        await process.StandardInput.FlushAsync().ConfigureAwait(false);
        return new PartProcess(process);
    }

    /// <summary>Has a page fetched and extracted.</summary>
    /// <exception cref="IOException">The process is gone.</exception>
    public async Task<PageResult> RunAsync(string url)
    {
        var answer = new TaskCompletionSource<PageResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_asked.TryGetValue(url, out var queue)) _asked.Add(url, queue = new Queue<TaskCompletionSource<PageResult>>());
            queue.Enqueue(answer);
            _process.StandardInput.WriteLine(url);
            _process.StandardInput.Flush();
        }

        return await answer.Task.ConfigureAwait(false);
    }

    /// <summary>What it has used so far.</summary>
    public ProcessUse Use => ProcessUse.Of(_process);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _reading.ConfigureAwait(false);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            var result = JsonSerializer.Deserialize(line, CompareJson.Default.PageResult)!;
            lock (_lock) _asked[result.Url].Dequeue().TrySetResult(result);
        }

        lock (_lock)
        {
            foreach (var waiting in _asked.Values.SelectMany(queue => queue)) waiting.TrySetException(new IOException("a worker process of the comparison died"));
        }
    }
}
