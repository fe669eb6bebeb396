using System.Globalization;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage;

/// <summary>
/// From version 1: outputs get numbers, so that there can be any number of them, and places of rows in them; the depth limit, which was a
/// part of the job's identity, becomes a budget that may change.
/// </summary>
internal static class MigrationTo2
{
    private const string DepthLine = "budget.max-depth = ";

    internal static void Run(Database database)
    {
        database.Execute("""
            ALTER TABLE output RENAME TO output_1;
            CREATE TABLE output(
                id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stream TEXT NOT NULL, number INTEGER NOT NULL,
                length INTEGER NOT NULL, row_count INTEGER NOT NULL);
            INSERT INTO output(name, stream, number, length, row_count) SELECT name, name, 0, length, row_count FROM output_1 ORDER BY name;
            DROP TABLE output_1;
            CREATE TABLE place(
                url_id INTEGER NOT NULL, output_id INTEGER NOT NULL, at INTEGER NOT NULL, length INTEGER NOT NULL, row_count INTEGER NOT NULL,
                PRIMARY KEY(url_id, output_id, at)) WITHOUT ROWID;
            ALTER TABLE job ADD COLUMN max_depth INTEGER;
            CREATE TABLE IF NOT EXISTS block(id INTEGER PRIMARY KEY, rule TEXT NOT NULL, applied INTEGER NOT NULL);
            """);
        var read = database.Prepare("SELECT identity FROM job");
        var identity = read.Step() ? read.Text(0) : null;
        database.Release(read);
        if (identity is null) return;

        var lines = identity.Split('\n').ToLookup(line => line.StartsWith(DepthLine, StringComparison.Ordinal));
        var depth = lines[true].Select(line => line[DepthLine.Length..]).FirstOrDefault();
        var update = database.Prepare("UPDATE job SET identity=?1, max_depth=?2");
        update.BindText(1, string.Join('\n', lines[false]))
            .Bind(2, long.TryParse(depth, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null).Run();
        database.Release(update);
    }
}
