using ActorCrawler.Http.Names;

namespace ActorCrawler.Http.Tests.Support;

/// <summary>A source of names whose answers the test gives when it likes.</summary>
internal sealed class ScriptedSource : INameSource
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TaskCompletionSource<NameAnswer>> _asked = [];
    private readonly Dictionary<string, TaskCompletionSource<TaskCompletionSource<NameAnswer>>> _expected = [];
    private int _count;

    /// <summary>Questions so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The answer to every question, at once; null leaves it to the test.</summary>
    public NameAnswer? Default { get; set; }

    public Task<NameAnswer> AskAsync(string host, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        if (Default is { } answer)
            return Task.FromResult(answer);
        var asked = new TaskCompletionSource<NameAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_expected.Remove(host, out var expected))
                expected.SetResult(asked);
            else
                _asked.Add(host, asked);
        }
        return asked.Task;
    }

    /// <summary>Waits until a name is asked for, and takes the question.</summary>
    public Task<TaskCompletionSource<NameAnswer>> AskedAsync(string host)
    {
        lock (_lock)
        {
            if (_asked.Remove(host, out var asked))
                return Task.FromResult(asked);
            var expected = new TaskCompletionSource<TaskCompletionSource<NameAnswer>>(TaskCreationOptions.RunContinuationsAsynchronously);
            _expected.Add(host, expected);
            return expected.Task.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }
}
