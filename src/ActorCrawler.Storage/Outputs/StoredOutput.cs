using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Outputs;

/// <summary>A row of the output table: a file as far as it is committed.</summary>
/// <param name="Id">Its number; rises within a stream.</param>
/// <param name="Name">The file's name in the job directory.</param>
/// <param name="Stream">The output that it belongs to.</param>
/// <param name="Number">Which of the output's files it is; 0 for one without a number.</param>
/// <param name="Length">Bytes that count.</param>
/// <param name="Rows">Rows that count.</param>
internal sealed record StoredOutput(long Id, string Name, string Stream, int Number, long Length, long Rows)
{
    internal static List<StoredOutput> ReadAll(Database database)
    {
        var outputs = new List<StoredOutput>();
        var read = database.Prepare("SELECT id, name, stream, number, length, row_count FROM output ORDER BY id");
        while (read.Step())
            outputs.Add(new StoredOutput(read.Int64(0), read.Text(1), read.Text(2), read.Int32(3), read.Int64(4), read.Int64(5)));
        database.Release(read);
        return outputs;
    }
}
