using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Tables;

/// <summary>The ledger as it grows: changes are staged within a transaction and taken over or dropped with it.</summary>
internal sealed class LedgerBook
{
    private readonly Statement _save;

    private readonly long[] _committed = new long[256];

    private readonly long[] _counts = new long[256];

    private (long Discovered, long External, long Bytes) _totals;

    internal LedgerBook(Database database, JobTable job)
    {
        _save = database.Prepare("INSERT INTO ledger VALUES(?1, ?2) ON CONFLICT DO UPDATE SET urls=?2");
        ReadCounts(database, _committed);
        _totals = (job.Discovered, job.External, job.BytesReceived);
        Rollback();
    }

    /// <summary>URLs ever discovered, external ones included.</summary>
    internal long Discovered { get; private set; }

    /// <summary>Links out of scope: counted, not stored.</summary>
    internal long External { get; private set; }

    internal long BytesReceived { get; private set; }

    /// <summary>The books as the database has them.</summary>
    internal static Ledger Read(Database database, JobTable job)
    {
        var counts = new long[256];
        ReadCounts(database, counts);
        return new Ledger(job.Discovered, counts, job.BytesReceived);
    }

    /// <summary>The books as last committed.</summary>
    internal Ledger Snapshot() => new(_totals.Discovered, _committed, _totals.Bytes);

    internal long this[Reason reason] => _counts[(byte)reason];

    /// <summary>A URL that was unknown so far.</summary>
    internal void Discover(Reason reason)
    {
        Discovered++;
        _counts[(byte)reason]++;
    }

    /// <summary>Links that lead out of the scope.</summary>
    internal void DiscoverExternal(long count)
    {
        Discovered += count;
        External += count;
        _counts[(byte)Reason.Scope] += count;
    }

    internal void Move(Reason from, Reason to, long count = 1)
    {
        _counts[(byte)from] -= count;
        _counts[(byte)to] += count;
    }

    internal void Receive(long bytes) => BytesReceived += bytes;

    /// <summary>Writes the counts that changed.</summary>
    internal void Save()
    {
        for (var i = 0; i < _counts.Length; i++)
            if (_counts[i] != _committed[i]) _save.Bind(1, i).Bind(2, _counts[i]).Run();
    }

    internal void Accept()
    {
        _counts.CopyTo(_committed, 0);
        _totals = (Discovered, External, BytesReceived);
    }

    internal void Rollback()
    {
        _committed.CopyTo(_counts, 0);
        (Discovered, External, BytesReceived) = _totals;
    }

    private static void ReadCounts(Database database, Span<long> counts)
    {
        var read = database.Prepare("SELECT reason, urls FROM ledger");
        while (read.Step()) counts[(byte)read.Int64(0)] = read.Int64(1);
        database.Release(read);
    }
}
