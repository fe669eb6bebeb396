using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage;

/// <summary>
/// The tables of crawl.db. A URL's identity (url) is apart from its visits: a visit to come is a row of queue, one that ended is a row of
/// visit. Times are milliseconds since 1970, those of hosts 100 ns units since year 1; durations of hosts are 100 ns units.
/// </summary>
internal static class Schema
{
    /// <summary>The version that this build reads and writes, stored as SQLite's user_version.</summary>
    internal const int Version = 2;

    /// <summary>The oldest version that is brought up to date.</summary>
    private const int OldestMigrated = 1;

    /// <summary>Marks the file as ours (SQLite's application_id): "ACrw".</summary>
    internal const int ApplicationId = 0x41437277;

    private const string Tables = """
        CREATE TABLE job(
            one INTEGER PRIMARY KEY CHECK(one = 1), created_at INTEGER NOT NULL, identity TEXT NOT NULL, fingerprint_key BLOB NOT NULL,
            epoch INTEGER NOT NULL, clean INTEGER NOT NULL, finished TEXT, generation INTEGER NOT NULL, elapsed_ms INTEGER NOT NULL,
            discovered INTEGER NOT NULL, external INTEGER NOT NULL, bytes_received INTEGER NOT NULL, last_commit INTEGER NOT NULL,
            merged_url INTEGER NOT NULL, max_depth INTEGER);
        CREATE TABLE ledger(reason INTEGER PRIMARY KEY, urls INTEGER NOT NULL);
        CREATE TABLE output(
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stream TEXT NOT NULL, number INTEGER NOT NULL,
            length INTEGER NOT NULL, row_count INTEGER NOT NULL);
        CREATE TABLE place(
            url_id INTEGER NOT NULL, output_id INTEGER NOT NULL, at INTEGER NOT NULL, length INTEGER NOT NULL, row_count INTEGER NOT NULL,
            PRIMARY KEY(url_id, output_id, at)) WITHOUT ROWID;
        CREATE TABLE scope_host(key TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE host(
            id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, urls INTEGER NOT NULL, queued INTEGER NOT NULL, pages INTEGER NOT NULL,
            last_contact INTEGER, wait INTEGER NOT NULL DEFAULT 0, crawl_delay INTEGER, failures INTEGER NOT NULL DEFAULT 0,
            latency INTEGER NOT NULL DEFAULT 0, closed INTEGER, closed_detail TEXT, delay_override INTEGER, per_host_override INTEGER);
        CREATE TABLE waiting(host_id INTEGER PRIMARY KEY);
        CREATE TABLE robots(
            host_id INTEGER PRIMARY KEY, fetched_at INTEGER NOT NULL, expires INTEGER NOT NULL, outcome INTEGER NOT NULL,
            status INTEGER NOT NULL, body BLOB, unreachable_since INTEGER);
        CREATE TABLE closing(host_id INTEGER PRIMARY KEY, reason INTEGER NOT NULL, detail TEXT);
        CREATE TABLE block(id INTEGER PRIMARY KEY, rule TEXT NOT NULL, applied INTEGER NOT NULL);
        CREATE TABLE url(id INTEGER PRIMARY KEY, host_id INTEGER NOT NULL, depth INTEGER NOT NULL, url TEXT NOT NULL);
        CREATE TABLE queue(
            host_id INTEGER NOT NULL, priority INTEGER NOT NULL, depth INTEGER NOT NULL, url_id INTEGER NOT NULL, kind INTEGER NOT NULL,
            referrer_id INTEGER NOT NULL, hops INTEGER NOT NULL, attempts INTEGER NOT NULL, not_before INTEGER, suspect INTEGER NOT NULL,
            PRIMARY KEY(host_id, priority, depth, url_id)) WITHOUT ROWID;
        CREATE TABLE visit(
            url_id INTEGER PRIMARY KEY, generation INTEGER NOT NULL, epoch INTEGER NOT NULL, reason INTEGER NOT NULL, kind INTEGER NOT NULL,
            priority INTEGER NOT NULL, depth INTEGER NOT NULL, hops INTEGER NOT NULL, attempts INTEGER NOT NULL, referrer_id INTEGER NOT NULL,
            status INTEGER, fetched_at INTEGER, elapsed_ms INTEGER, size INTEGER, bytes_received INTEGER,
            page_at INTEGER, page_length INTEGER, row_at INTEGER, row_length INTEGER, indexable INTEGER,
            content_type TEXT, redirect_url TEXT, etag TEXT, last_modified TEXT, content_hash BLOB, detail TEXT);
        CREATE TABLE attempt(
            url_id INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, reason INTEGER NOT NULL, status INTEGER NOT NULL,
            suspect INTEGER NOT NULL, detail TEXT, PRIMARY KEY(url_id, number)) WITHOUT ROWID;
        CREATE TABLE known_segment(
            slot INTEGER PRIMARY KEY, level INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, entries INTEGER NOT NULL,
            checksum INTEGER NOT NULL);
        """;

    /// <summary>
    /// Creates the tables in an empty database, or brings those of an older version up to date; to be called within a transaction, so that a
    /// migration happens whole or not at all.
    /// </summary>
    /// <exception cref="JobDirectoryException">The file is not ours, or of a version that this build cannot read.</exception>
    internal static void Ensure(Database database, string path)
    {
        if (database.Scalar("SELECT count(*) FROM sqlite_master") == 0 && database.Scalar("PRAGMA user_version") == 0)
        {
            database.Execute($"{Tables}PRAGMA application_id={ApplicationId};PRAGMA user_version={Version};");
            return;
        }

        var version = Identify(database, path);
        if (version < OldestMigrated)
        {
            throw new JobDirectoryException(
                JobDirectoryError.OlderVersion,
                $"{path} was written by an older ActorCrawler (job version {version}; this one reads {OldestMigrated} to {Version}). Finish it with that version, or start anew with --fresh.");
        }

        if (version < 2) MigrationTo2.Run(database);
        if (version < Version) database.Execute($"PRAGMA user_version={Version}");
    }

    /// <summary>Makes sure that the tables are this version's.</summary>
    /// <exception cref="JobDirectoryException">The file is not ours, or of another version.</exception>
    internal static void Check(Database database, string path)
    {
        var version = Identify(database, path);
        if (version == Version) return;
        throw new JobDirectoryException(
            JobDirectoryError.OlderVersion,
            $"{path} was written by an older ActorCrawler (job version {version}; this one reads {Version}). 'actorcrawler resume' brings it up to date.");
    }

    private static long Identify(Database database, string path)
    {
        var application = database.Scalar("PRAGMA application_id");
        var version = database.Scalar("PRAGMA user_version") ?? 0;
        if (application != ApplicationId)
            throw new JobDirectoryException(JobDirectoryError.NotAJob, $"{path} is a database of something else than ActorCrawler.");
        return version <= Version
            ? version
            : throw new JobDirectoryException(
                JobDirectoryError.NewerVersion,
                $"{path} was written by a newer ActorCrawler (job version {version}; this one reads up to {Version}). Use that version, or another --out.");
    }
}
