using System.Diagnostics.CodeAnalysis;

namespace ActorCrawler.Actors.Parsing;

/// <summary>
/// Who works on what: jobs in order of arrival, workers within the credit that they gave, the least busy one first. A worker in reserve gets
/// only what no other may have, unless reserves serve. Knows neither actors nor bodies. Not thread-safe.
/// </summary>
/// <typeparam name="TWorker">What stands for a worker.</typeparam>
internal sealed class WorkPool<TWorker>
    where TWorker : class
{
    private readonly Dictionary<TWorker, Worker> _workers = [];
    private readonly Dictionary<long, Job> _jobs = [];
    private readonly LinkedList<Job> _waiting = [];
    // What the credits of all workers come to, so that a job costs no more for there being many of them.
    private long _smallestLimit = long.MaxValue;
    private long _largestForOthers = long.MaxValue;

    /// <summary>The workers.</summary>
    public IEnumerable<TWorker> Workers => _workers.Keys;

    /// <summary>Jobs that no worker has yet.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Whether workers in reserve serve as the others do.</summary>
    public bool ReservesServe { get; set; } = true;

    /// <summary>Takes in a job; one that is at no worker any more may come again.</summary>
    /// <param name="job">Its number.</param>
    /// <param name="bytes">The size of its body.</param>
    /// <param name="isUrgent">Whether it goes before those that wait.</param>
    /// <param name="onlyReserves">Whether only workers in reserve may have it.</param>
    public void Add(long job, long bytes, bool isUrgent = false, bool onlyReserves = false)
    {
        var entry = new Job(job, bytes, onlyReserves);
        _jobs.Add(job, entry);
        entry.Place = isUrgent ? _waiting.AddFirst(entry) : _waiting.AddLast(entry);
    }

    /// <summary>Takes in a worker.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="credit">What it takes.</param>
    /// <param name="isReserve">Whether it is one in reserve.</param>
    public void Register(TWorker worker, WorkerCredit credit, bool isReserve = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(credit.Slots, 1);
        _workers.Add(worker, new Worker(worker, credit, isReserve));
        LookAtCredits();
    }

    /// <summary>Gives the oldest waiting job that anybody may have to the worker with the most free slots; false when there is no such pair.</summary>
    public bool TryAssign([MaybeNullWhen(false)] out TWorker worker, out long job)
    {
        for (var place = _waiting.First; place is not null; place = place.Next)
        {
            var entry = place.Value;
            if (Best(entry) is not { } best)
            {
                // Jobs of usual size wait for the same workers: behind the first of them only odd ones could go first.
                if (!entry.OnlyReserves && entry.Bytes <= _smallestLimit) break;
                continue;
            }

            _waiting.Remove(place);
            entry.Place = null;
            entry.Holder = best;
            best.Jobs.Add(entry.Number);
            best.Bytes += entry.Bytes;
            (worker, job) = (best.Name, entry.Number);
            return true;
        }

        (worker, job) = (null, 0);
        return false;
    }

    /// <summary>A job is done; false when that worker does not have it (any more): the result is to be dropped.</summary>
    public bool Complete(TWorker worker, long job)
    {
        if (!_jobs.TryGetValue(job, out var entry) || entry.Holder is not { } holder || !holder.Name.Equals(worker)) return false;
        Release(entry);
        return true;
    }

    /// <summary>Takes a job out while it waits; a worker that has it keeps its slot busy until it answers. False when it does not wait.</summary>
    public bool Remove(long job)
    {
        if (!_jobs.TryGetValue(job, out var entry) || entry.Place is not { } place) return false;
        _waiting.Remove(place);
        return _jobs.Remove(job);
    }

    /// <summary>Gives a worker no more jobs.</summary>
    public void Retire(TWorker worker)
    {
        if (_workers.TryGetValue(worker, out var state)) state.IsRetired = true;
    }

    /// <summary>The jobs that a worker has, in the order in which it got them.</summary>
    public IReadOnlyCollection<long> JobsOf(TWorker worker) => _workers.TryGetValue(worker, out var state) ? state.Jobs : [];

    /// <summary>The bytes of the bodies that a worker has.</summary>
    public long BytesOf(TWorker worker) => _workers.TryGetValue(worker, out var state) ? state.Bytes : 0;

    /// <summary>Takes a worker out.</summary>
    /// <returns>The jobs it had, which are no longer in the pool.</returns>
    public IReadOnlyList<long> Lose(TWorker worker)
    {
        if (!_workers.Remove(worker, out var state)) return [];
        LookAtCredits();
        foreach (var job in state.Jobs) _jobs.Remove(job);
        return [.. state.Jobs];
    }

    private Worker? Best(Job job)
    {
        Worker? best = null;
        foreach (var candidate in _workers.Values)
        {
            if (candidate.IsRetired || candidate.Free <= 0 || job.Bytes > candidate.Credit.LargestBody) continue;
            if (candidate.Jobs.Count > 0 && candidate.Bytes + job.Bytes > candidate.Credit.Bytes) continue;
            if (candidate.IsReserve ? !ReservesServe && !IsForReserves(job) : job.OnlyReserves) continue;
            if (best is null || candidate.Free > best.Free) best = candidate;
        }

        return best;
    }

    /// <summary>Whether no other worker may have it, busy or not.</summary>
    private bool IsForReserves(Job job) => job.OnlyReserves || job.Bytes > _largestForOthers;

    private void LookAtCredits()
    {
        _smallestLimit = _workers.Values.Select(w => Math.Min(w.Credit.LargestBody, w.Credit.Bytes / w.Credit.Slots)).DefaultIfEmpty(long.MaxValue).Min();
        _largestForOthers = _workers.Values.Where(w => !w.IsReserve).Select(w => w.Credit.LargestBody).DefaultIfEmpty(long.MaxValue).Max();
    }

    private void Release(Job entry)
    {
        entry.Holder!.Jobs.Remove(entry.Number);
        entry.Holder.Bytes -= entry.Bytes;
        _jobs.Remove(entry.Number);
    }

    private sealed class Worker(TWorker name, WorkerCredit credit, bool isReserve)
    {
        public TWorker Name => name;

        public WorkerCredit Credit => credit;

        public bool IsReserve => isReserve;

        public bool IsRetired { get; set; }

        public List<long> Jobs { get; } = [];

        public long Bytes { get; set; }

        public int Free => Credit.Slots - Jobs.Count;
    }

    private sealed class Job(long number, long bytes, bool onlyReserves)
    {
        public long Number => number;

        public long Bytes => bytes;

        public bool OnlyReserves => onlyReserves;

        public Worker? Holder { get; set; }

        public LinkedListNode<Job>? Place { get; set; }
    }
}
