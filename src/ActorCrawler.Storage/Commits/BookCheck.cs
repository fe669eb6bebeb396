using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Commits;

/// <summary>Counts everything again and compares it with the books.</summary>
internal static class BookCheck
{
    /// <summary>Makes sure that ledger and host counts are what the tables hold.</summary>
    /// <exception cref="InvalidOperationException">They are not: a bug.</exception>
    internal static void Verify(JobTables tables)
    {
        var book = tables.Book;
        if (!book.Snapshot().Balances) throw new InvalidOperationException("The ledger does not sum.");
        var counted = new long[256];
        ForEach(tables.Database, "SELECT reason, count(*) FROM visit GROUP BY reason", row => counted[row.Int32(0)] = row.Int64(1));
        ForEach(tables.Database, "SELECT count(*) FROM queue", row => counted[(byte)Reason.Queued] = row.Int64(0));
        counted[(byte)Reason.Scope] += book.External;
        foreach (var reason in Enum.GetValues<Reason>())
            if (counted[(byte)reason] != book[reason])
                throw new InvalidOperationException($"The ledger has {book[reason]} URLs as {reason}, the tables {counted[(byte)reason]}.");
        ForEach(
            tables.Database,
            "SELECT h.key, h.queued, (SELECT count(*) FROM queue q WHERE q.host_id=h.id), h.urls, (SELECT count(*) FROM url u WHERE u.host_id=h.id), "
            + "(SELECT count(*) FROM waiting w WHERE w.host_id=h.id) FROM host h",
            row =>
            {
                if (row.Int64(1) != row.Int64(2) || row.Int64(3) != row.Int64(4) || (row.Int64(1) > 0) != (row.Int64(5) == 1))
                    throw new InvalidOperationException($"The counts of {row.Text(0)} are wrong.");
            });
    }

    private static void ForEach(Database database, string sql, Action<Statement> take)
    {
        var statement = database.Prepare(sql);
        try
        {
            while (statement.Step()) take(statement);
        }
        finally
        {
            database.Release(statement);
        }
    }
}
