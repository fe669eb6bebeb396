using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Tables;

/// <summary>Identities of URLs, numbered in the order of discovery.</summary>
internal sealed class UrlTable
{
    private readonly Statement _insert;

    private readonly Statement _get;

    private (long Id, string? Url) _last;

    internal UrlTable(Database database)
    {
        _insert = database.Prepare("INSERT INTO url VALUES(?1, ?2, ?3, ?4)");
        _get = database.Prepare("SELECT url, host_id, depth FROM url WHERE id=?1");
        ReadNextId(database);
    }

    /// <summary>The number that the next new URL gets.</summary>
    internal long NextId { get; private set; }

    /// <summary>Enters a URL.</summary>
    /// <returns>Its number.</returns>
    internal long Insert(long hostId, int depth, ReadOnlySpan<byte> url)
    {
        _insert.Bind(1, NextId).Bind(2, hostId).Bind(3, depth).BindText(4, url).Run();
        return NextId++;
    }

    /// <summary>The URL of that number; null for 0. Remembers the last one: neighbours in a queue share their referrer.</summary>
    internal string? Url(long id)
    {
        if (id == 0) return null;
        if (_last.Id == id) return _last.Url;
        var url = _get.Bind(1, id).Step() ? _get.Text(0) : null;
        _get.Reset();
        _last = (id, url);
        return url;
    }

    /// <summary>URL, host number and the depth at which it was found first; null when there is no such URL.</summary>
    internal (string Url, long HostId, int Depth)? Find(long id)
    {
        (string, long, int)? found = _get.Bind(1, id).Step() ? (_get.Text(0), _get.Int64(1), _get.Int32(2)) : null;
        _get.Reset();
        return found;
    }

    internal void Rollback(Database database)
    {
        _last = default;
        ReadNextId(database);
    }

    private void ReadNextId(Database database) => NextId = (database.Scalar("SELECT max(id) FROM url") ?? 0) + 1;
}
