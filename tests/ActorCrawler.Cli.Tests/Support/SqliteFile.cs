using SQLitePCL;

namespace ActorCrawler.Cli.Tests.Support;

/// <summary>Asks a database by SQLite's own library.</summary>
internal static class SqliteFile
{
    static SqliteFile() => Batteries_V2.Init();

    /// <summary>The first column of each row.</summary>
    public static IReadOnlyList<string> Query(string path, string sql)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(path, out var database, raw.SQLITE_OPEN_READWRITE, null));
        using (database)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(database, sql, out var statement));
            using (statement)
            {
                var rows = new List<string>();
                while (raw.sqlite3_step(statement) == raw.SQLITE_ROW) rows.Add(raw.sqlite3_column_text(statement, 0).utf8_to_string());
                return rows;
            }
        }
    }
}
