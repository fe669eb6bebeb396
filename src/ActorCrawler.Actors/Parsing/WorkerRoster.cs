using ActorCrawler.Actors.Coordination;
using Akka.Actor;

namespace ActorCrawler.Actors.Parsing;

/// <summary>The worker nodes that have joined, and how they stand. Not thread-safe.</summary>
internal sealed class WorkerRoster(WorkPool<IActorRef> pool)
{
    private readonly Dictionary<IActorRef, Entry> _entries = [];

    /// <summary>All of them.</summary>
    public IEnumerable<IActorRef> All => _entries.Keys;

    /// <summary>Whether any of them takes jobs.</summary>
    public bool AnyAtWork => _entries.Values.Any(e => e.State == WorkerState.AtWork);

    /// <summary>Whether any of them hears what is said to it, as far as is known.</summary>
    public bool AnyHears => _entries.Values.Any(e => e.State != WorkerState.Away);

    /// <summary>Takes one in.</summary>
    public void Add(IActorRef worker, ParseProtocol.Register register, DateTimeOffset now)
    {
        _entries.Add(worker, new Entry(register.Node, register.Credit, now));
        pool.Register(worker, register.Credit);
    }

    /// <summary>Whether it is there.</summary>
    public bool Has(IActorRef worker) => _entries.ContainsKey(worker);

    /// <summary>Counts a result.</summary>
    public void Count(IActorRef worker) => _entries[worker].Parsed++;

    /// <summary>It wants no more jobs.</summary>
    public void Retire(IActorRef worker)
    {
        if (!_entries.TryGetValue(worker, out var entry) || entry.State == WorkerState.Away) return;
        entry.State = WorkerState.Draining;
        pool.Retire(worker);
    }

    /// <summary>Whether it is leaving and holds nothing any more.</summary>
    public bool IsDone(IActorRef worker) =>
        _entries.TryGetValue(worker, out var entry) && entry.State == WorkerState.Draining && pool.JobsOf(worker).Count == 0;

    /// <summary>It has gone.</summary>
    /// <returns>The jobs it had.</returns>
    public IReadOnlyList<long> Remove(IActorRef worker)
    {
        _entries.Remove(worker);
        return pool.Lose(worker);
    }

    /// <summary>It is silent: its jobs are taken from it, and it gets none until it is heard of again.</summary>
    public IReadOnlyList<long> Suspend(IActorRef worker)
    {
        _entries[worker].State = WorkerState.Away;
        return pool.Lose(worker);
    }

    /// <summary>It is heard of again.</summary>
    public void Resume(IActorRef worker)
    {
        if (_entries[worker] is not { State: WorkerState.Away } entry) return;
        entry.State = WorkerState.AtWork;
        pool.Register(worker, entry.Credit);
    }

    /// <summary>Those on one node.</summary>
    public IReadOnlyList<IActorRef> At(Address address) => [.. _entries.Keys.Where(w => w.Path.Address == address)];

    /// <summary>One by its node's address as people write it: with or without protocol and system.</summary>
    public IActorRef? Find(string address) =>
        _entries.Keys.FirstOrDefault(w => address == AddressOf(w) || address == w.Path.Address.ToString());

    /// <summary>How all of them stand.</summary>
    public IReadOnlyList<CrawlProtocol.WorkerStatus> Status() =>
        [.. _entries.Select(e => new CrawlProtocol.WorkerStatus(
            AddressOf(e.Key), e.Value.Node, e.Value.State, e.Value.Credit.Slots, pool.JobsOf(e.Key).Count, pool.BytesOf(e.Key), e.Value.Parsed, e.Value.Since))];

    /// <summary>HOST:PORT.</summary>
    public static string AddressOf(IActorRef worker) => worker.Path.Address is { Host: { } host, Port: { } port } ? $"{host}:{port}" : "here";

    private sealed class Entry(WorkerNode node, WorkerCredit credit, DateTimeOffset since)
    {
        public WorkerNode Node => node;

        public WorkerCredit Credit => credit;

        public DateTimeOffset Since => since;

        public WorkerState State { get; set; }

        public long Parsed { get; set; }
    }
}
