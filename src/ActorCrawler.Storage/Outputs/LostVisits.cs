using ActorCrawler.Storage.Sqlite;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage.Outputs;

/// <summary>
/// Visits whose rows are missing from an output that is shorter than committed. Outputs are appended in the order in which visits were
/// settled, so what is missing is the end of that order: every output is cut where the first missing visit begins in it, and whatever
/// follows there is lost too. Lives in a temporary table, because an output of a large crawl may be missing as a whole.
/// </summary>
internal sealed class LostVisits : IDisposable
{
    private readonly Database _database;

    internal LostVisits(Database database)
    {
        _database = database;
        database.Execute("CREATE TEMP TABLE lost(url_id INTEGER PRIMARY KEY)");
    }

    /// <summary>Adds those whose row of pages.jsonl is not whole.</summary>
    internal void AddPages(long goodLength) =>
        Change("INSERT OR IGNORE INTO temp.lost SELECT url_id FROM visit WHERE page_at + page_length > ?1", goodLength);

    /// <summary>Adds those that have their place in a file from the first one on that is not whole there: a place may be one of several in a gzip member.</summary>
    internal void AddPlaces(long outputId, long goodLength) =>
        Change(
            "INSERT OR IGNORE INTO temp.lost SELECT url_id FROM place WHERE output_id=?1 "
            + "AND at >= coalesce((SELECT max(at) FROM place WHERE output_id=?1 AND at <= ?2), 0)",
            outputId, goodLength);

    /// <summary>Adds what follows in any output upon one that is lost, until nothing does.</summary>
    internal void AddFollowers()
    {
        // Within an output, the numbers of its files rise: file and place in it together give the order.
        const string order = "(p.output_id * 4398046511104 + p.at)";
        long added;
        do
        {
            added = Change(
                "INSERT OR IGNORE INTO temp.lost SELECT url_id FROM visit "
                + "WHERE page_at >= (SELECT min(v.page_at) FROM temp.lost l JOIN visit v ON v.url_id = l.url_id)");
            added += Change(
                "INSERT OR IGNORE INTO temp.lost SELECT p.url_id FROM place p JOIN output o ON o.id = p.output_id "
                + $"JOIN (SELECT o.stream, min{order} AS first FROM temp.lost l JOIN place p ON p.url_id = l.url_id JOIN output o ON o.id = p.output_id GROUP BY o.stream) f "
                + $"ON f.stream = o.stream WHERE {order} >= f.first");
        }
        while (added > 0);
    }

    /// <summary>Where the first lost row of urls.jsonl begins; null when none is lost.</summary>
    internal long? FirstRow() => One("SELECT min(v.row_at), 0 FROM temp.lost l JOIN visit v ON v.url_id = l.url_id").First;

    /// <summary>Where the first lost page begins in pages.jsonl, and how many are lost.</summary>
    internal (long? First, long Count) Pages() => One("SELECT min(v.page_at), count(v.page_at) FROM temp.lost l JOIN visit v ON v.url_id = l.url_id");

    /// <summary>Where the first lost row begins in a further output, and how many are lost.</summary>
    internal (long? First, long Count) Places(long outputId) =>
        One("SELECT min(p.at), coalesce(sum(p.row_count), 0) FROM temp.lost l JOIN place p ON p.url_id = l.url_id WHERE p.output_id=?1", outputId);

    /// <summary>Cuts files that were followed by others, where something of them is lost.</summary>
    internal void CutEnded(string directory, IEnumerable<StoredOutput> ended)
    {
        foreach (var output in ended)
        {
            if (Places(output.Id) is not ({ } first, var count)) continue;
            OutputTails.Cut(Path.Combine(directory, output.Name), first);
            Change("UPDATE output SET length=?2, row_count=row_count-?3 WHERE id=?1", output.Id, first, count);
        }
    }

    /// <summary>The lost visits with greater numbers, in their order.</summary>
    internal List<EndedVisit> After(long urlId, int max)
    {
        var visits = new List<EndedVisit>();
        var read = _database.Prepare($"SELECT {VisitTable.Columns} FROM visit WHERE url_id IN (SELECT url_id FROM temp.lost WHERE url_id>?1 ORDER BY url_id LIMIT ?2) ORDER BY url_id");
        read.Bind(1, urlId).Bind(2, max);
        while (read.Step()) visits.Add(VisitTable.Read(read));
        _database.Release(read);
        return visits;
    }

    internal void DeletePlaces() => Change("DELETE FROM place WHERE url_id IN (SELECT url_id FROM temp.lost)");

    public void Dispose() => _database.Execute("DROP TABLE IF EXISTS temp.lost");

    private (long? First, long Count) One(string sql, params ReadOnlySpan<long> values)
    {
        var read = Prepare(sql, values);
        read.Step();
        var one = (read.Int64OrNull(0), read.Int64(1));
        _database.Release(read);
        return one;
    }

    private long Change(string sql, params ReadOnlySpan<long> values)
    {
        var change = Prepare(sql, values);
        var count = change.Run();
        _database.Release(change);
        return count;
    }

    private Statement Prepare(string sql, ReadOnlySpan<long> values)
    {
        var statement = _database.Prepare(sql);
        for (var i = 0; i < values.Length; i++) statement.Bind(i + 1, values[i]);
        return statement;
    }
}
