using System.Security.Cryptography;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Tables;

/// <summary>The one row that says what the job is and how far it came, besides its counts.</summary>
internal sealed class JobTable
{
    private readonly Database _database;

    private Statement? _save;

    internal JobTable(Database database)
    {
        _database = database;
        var read = database.Prepare(
            "SELECT created_at, identity, fingerprint_key, epoch, clean, finished, generation, elapsed_ms, discovered, external, bytes_received, last_commit, max_depth FROM job");
        try
        {
            if (!read.Step()) return;
            Exists = true;
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(read.Int64(0));
            Identity = read.Text(1);
            FingerprintKey = read.Bytes(2).ToArray();
            Epoch = read.Int64(3);
            Clean = read.Int64(4) != 0;
            Finished = read.TextOrNull(5);
            Generation = read.Int32(6);
            Elapsed = TimeSpan.FromMilliseconds(read.Int64(7));
            Discovered = read.Int64(8);
            External = read.Int64(9);
            BytesReceived = read.Int64(10);
            LastCommit = DateTimeOffset.FromUnixTimeMilliseconds(read.Int64(11));
            MaxDepth = (int?)read.Int64OrNull(12);
        }
        finally
        {
            database.Release(read);
        }
    }

    /// <summary>Whether the row was there when it was read.</summary>
    internal bool Exists { get; }

    internal DateTimeOffset CreatedAt { get; }

    internal string Identity { get; } = "";

    internal byte[] FingerprintKey { get; } = [];

    /// <summary>Raised at every opening: leases and results of an earlier one are void.</summary>
    internal long Epoch { get; private set; }

    /// <summary>Whether the session before this one closed the job itself.</summary>
    internal bool Clean { get; }

    /// <summary>Why the job is finished, for people; null while it is not.</summary>
    internal string? Finished { get; private set; }

    internal int Generation { get; }

    internal TimeSpan Elapsed { get; }

    internal long Discovered { get; }

    internal long External { get; }

    internal long BytesReceived { get; }

    internal DateTimeOffset LastCommit { get; }

    /// <summary>The depth limit that the stored exclusions follow; null for none.</summary>
    internal int? MaxDepth { get; private set; }

    /// <summary>Writes the row of a new job.</summary>
    internal static void Create(Database database, string identity, int? maxDepth, DateTimeOffset now)
    {
        var insert = database.Prepare("INSERT INTO job VALUES(1, ?1, ?2, ?3, 0, 1, NULL, 1, 0, 0, 0, 0, ?1, 0, ?4)");
        insert.Bind(1, now.ToUnixTimeMilliseconds()).BindText(2, identity).BindBlob(3, RandomNumberGenerator.GetBytes(16)).Bind(4, maxDepth).Run();
        database.Release(insert);
    }

    /// <summary>Marks the job as open: a new epoch, which shuts out whoever had it before, not clean until it is closed.</summary>
    internal void Begin()
    {
        _database.Execute("UPDATE job SET epoch=epoch+1, clean=0");
        Epoch++;
    }

    /// <summary>Marks the job as closed by its owner.</summary>
    internal void End() => _database.Execute($"UPDATE job SET clean=1 WHERE epoch={Epoch}");

    /// <summary>Says which depth limit the stored exclusions follow from now on.</summary>
    internal void SetMaxDepth(int? maxDepth)
    {
        var update = _database.Prepare("UPDATE job SET max_depth=?1");
        update.Bind(1, maxDepth).Run();
        _database.Release(update);
        MaxDepth = maxDepth;
    }

    /// <summary>Says that the job is finished and why, or (null) that it goes on.</summary>
    internal void Finish(string? reason)
    {
        var update = _database.Prepare("UPDATE job SET finished=?1 WHERE epoch=?2");
        update.BindText(1, reason).Bind(2, Epoch).Run();
        _database.Release(update);
        Finished = reason;
    }

    /// <summary>Writes what every commit changes.</summary>
    internal void Save(TimeSpan elapsed, LedgerBook book, DateTimeOffset now)
    {
        _save ??= _database.Prepare(
            "UPDATE job SET elapsed_ms=?1, discovered=?2, external=?3, bytes_received=?4, last_commit=?5 WHERE one=1");
        _save.Bind(1, (long)elapsed.TotalMilliseconds).Bind(2, book.Discovered).Bind(3, book.External).Bind(4, book.BytesReceived)
            .Bind(5, now.ToUnixTimeMilliseconds()).Run();
    }
}
