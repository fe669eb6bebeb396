using System.Diagnostics.CodeAnalysis;

namespace ActorCrawler.Actors.Parsing;

/// <summary>
/// Who works on what: jobs in order of arrival, workers with as many jobs at a time as they have slots, the least busy one first. Knows
/// neither actors nor bodies. Not thread-safe.
/// </summary>
/// <typeparam name="TWorker">What stands for a worker.</typeparam>
internal sealed class WorkPool<TWorker>
    where TWorker : class
{
    private readonly Dictionary<TWorker, Worker> _workers = [];
    private readonly Dictionary<long, TWorker?> _jobs = [];
    private readonly Queue<long> _waiting = new();

    /// <summary>The workers.</summary>
    public IEnumerable<TWorker> Workers => _workers.Keys;

    /// <summary>Jobs that no worker has yet.</summary>
    public int Waiting => _jobs.Count - _workers.Values.Sum(w => w.Jobs.Count);

    /// <summary>Takes in a job.</summary>
    public void Add(long job)
    {
        _jobs.Add(job, null);
        _waiting.Enqueue(job);
    }

    /// <summary>Takes in a worker, or changes the slots of one that is here already.</summary>
    public void Register(TWorker worker, int slots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        if (_workers.TryGetValue(worker, out var known)) known.Slots = slots;
        else _workers.Add(worker, new Worker { Slots = slots });
    }

    /// <summary>Gives the oldest waiting job to the worker with the most free slots; false when there is no job or no slot.</summary>
    public bool TryAssign([MaybeNullWhen(false)] out TWorker worker, out long job)
    {
        worker = null;
        job = 0;
        while (_waiting.TryPeek(out job) && !_jobs.ContainsKey(job)) _waiting.Dequeue();
        if (_waiting.Count == 0) return false;
        Worker? best = null;
        foreach (var (candidate, state) in _workers)
        {
            if (state.Free <= 0 || (best is not null && state.Free <= best.Free)) continue;
            best = state;
            worker = candidate;
        }

        if (best is null) return false;
        job = _waiting.Dequeue();
        best.Jobs.Add(job);
        _jobs[job] = worker!;
        return worker is not null;
    }

    /// <summary>A job is done; false when that worker does not have it (any more): the result is to be dropped.</summary>
    public bool Complete(TWorker worker, long job)
    {
        if (!_workers.TryGetValue(worker, out var state) || !state.Jobs.Remove(job)) return false;
        return _jobs.Remove(job);
    }

    /// <summary>Takes a job out; a worker that has it keeps its slot busy until it answers. False when there is no such job.</summary>
    public bool Remove(long job)
    {
        if (!_jobs.TryGetValue(job, out var worker)) return false;
        if (worker is not null) return false;
        return _jobs.Remove(job);
    }

    /// <summary>Takes a worker out.</summary>
    /// <returns>The jobs it had, which are no longer in the pool.</returns>
    public IReadOnlyList<long> Lose(TWorker worker)
    {
        if (!_workers.Remove(worker, out var state)) return [];
        foreach (var job in state.Jobs) _jobs.Remove(job);
        return [.. state.Jobs];
    }

    private sealed class Worker
    {
        public required int Slots { get; set; }

        public HashSet<long> Jobs { get; } = [];

        public int Free => Slots - Jobs.Count;
    }
}
