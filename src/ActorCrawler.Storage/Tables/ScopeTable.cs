using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Tables;

/// <summary>Hosts that joined the scope; few.</summary>
internal static class ScopeTable
{
    internal static void Add(Database database, IReadOnlyList<string> hosts)
    {
        if (hosts.Count == 0) return;
        var insert = database.Prepare("INSERT OR IGNORE INTO scope_host VALUES(?1)");
        foreach (var host in hosts) insert.BindText(1, host).Run();
        database.Release(insert);
    }

    internal static IReadOnlyList<string> Read(Database database)
    {
        var hosts = new List<string>();
        var read = database.Prepare("SELECT key FROM scope_host ORDER BY key");
        while (read.Step()) hosts.Add(read.Text(0));
        database.Release(read);
        return hosts;
    }
}
