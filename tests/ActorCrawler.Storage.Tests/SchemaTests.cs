using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Reading;
using ActorCrawler.Storage.Sqlite;
using static ActorCrawler.Storage.Tests.TestJob;

namespace ActorCrawler.Storage.Tests;

public sealed class SchemaTests : IDisposable
{
    private readonly TestJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Job_of_version_1_is_brought_up_to_date_and_goes_on()
    {
        _job.Options = _job.Options with { MaxDepth = 1 };
        using (var store = _job.Open())
        {
            CommitFound(store, Found("/1"), Found("/2", 2));
            CommitSettled(store, Page(Window(store)[0]));
            store.Close(clean: true);
        }

        MakeVersion1(_job.DatabasePath, depth: "1");
        var refused = Assert.Throws<JobDirectoryException>(() => JobReader.Open(_job.FullPath));
        _job.Options = _job.Options with { MaxDepth = 2 };
        using (var store = _job.Open())
        {
            Assert.Equal((1, 1), (store.Ledger.Pages, store.Ledger[Reason.Queued]));
            CommitSettled(store, Page(Window(store)[0]));
        }

        Assert.Equal(JobDirectoryError.OlderVersion, refused.Kind);
        Assert.Contains("resume", refused.Message);
        RecoveryTests.AssertEachRowOnce(_job.FullPath, 2, 2);
        using var reader = JobReader.Open(_job.FullPath);
        Assert.Equal(_job.Options.Identity.TrimEnd(), reader.Job().Identity.TrimEnd());
    }

    [Fact]
    public void Migration_leaves_the_old_version_when_the_job_is_refused_for_another_reason()
    {
        _job.Open().Dispose();
        MakeVersion1(_job.DatabasePath, depth: "off");
        _job.Options = _job.Options with { Identity = "start = http://other.test/\n" };

        Assert.Throws<JobDirectoryException>(_job.Open);

        using var database = Database.Open(_job.DatabasePath, readOnly: false, create: false);
        Assert.Equal(1, database.Scalar("PRAGMA user_version"));
        Assert.Equal(3, database.Scalar("SELECT count(*) FROM pragma_table_info('output')"));
    }

    /// <summary>Takes back what version 2 changed.</summary>
    private static void MakeVersion1(string path, string depth)
    {
        using var database = Database.Open(path, readOnly: false, create: false);
        database.Execute($"""
            BEGIN;
            CREATE TABLE output_1(name TEXT PRIMARY KEY, length INTEGER NOT NULL, row_count INTEGER NOT NULL) WITHOUT ROWID;
            INSERT INTO output_1 SELECT name, length, row_count FROM output;
            DROP TABLE output;
            ALTER TABLE output_1 RENAME TO output;
            DROP TABLE place;
            DROP TABLE block;
            ALTER TABLE job DROP COLUMN max_depth;
            UPDATE job SET identity = identity || 'budget.max-depth = {depth}' || char(10);
            PRAGMA user_version=1;
            COMMIT;
            """);
    }
}
