using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Outputs;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Outputs;

/// <summary>
/// The tables of pages.sqlite: pages, links and meta, filled from rows of pages.jsonl and links.jsonl. Everything has a rising number, so that
/// whatever was added last can be taken away again.
/// </summary>
internal sealed class PageTables
{
    private const int Version = 1;

    private const string Tables = """
        CREATE TABLE pages(
            id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, status INTEGER, depth INTEGER, referrer TEXT, fetched_at TEXT, elapsed_ms INTEGER,
            content_type TEXT, charset TEXT, size INTEGER, content_hash TEXT, title TEXT, description TEXT, keywords TEXT, meta_robots TEXT,
            x_robots_tag TEXT, lang TEXT, canonical TEXT, headings TEXT, hreflang TEXT, json_ld TEXT, extracted TEXT);
        CREATE TABLE links(id INTEGER PRIMARY KEY, page_id INTEGER NOT NULL, position INTEGER NOT NULL, url TEXT NOT NULL, text TEXT, rel TEXT);
        CREATE TABLE meta(id INTEGER PRIMARY KEY, page_id INTEGER NOT NULL, name TEXT, property TEXT, content TEXT NOT NULL);
        CREATE TABLE batch(number INTEGER PRIMARY KEY, last_page INTEGER NOT NULL, last_link INTEGER NOT NULL, last_meta INTEGER NOT NULL);
        """;

    private static readonly string[] Columns =
    [
        "url", "status", "depth", "referrer", "fetched_at", "elapsed_ms", "content_type", "charset", "size", "content_hash", "title", "description",
        "keywords", "meta_robots", "x_robots_tag", "lang", "canonical", "headings", "hreflang", "json_ld", "extracted",
    ];

    private static readonly byte[][] ColumnBytes = [.. Columns.Select(Encoding.UTF8.GetBytes)];

    private readonly Statement _page;

    private readonly Statement _link;

    private readonly Statement _meta;

    private byte[] _text = new byte[1024];

    private long _pageId;

    private long _linkId;

    private long _metaId;

    /// <param name="database">Where they stand; they are created when they are missing.</param>
    /// <exception cref="StorageException">They are another version's.</exception>
    internal PageTables(Database database)
    {
        if (database.Scalar("SELECT count(*) FROM sqlite_master") == 0) database.Execute($"BEGIN;{Tables}PRAGMA user_version={Version};COMMIT");
        if (database.Scalar("PRAGMA user_version") != Version)
            throw new StorageException(StorageError.Corrupt, $"{OutputNames.Sqlite} was not written by this version of ActorCrawler.");
        _page = database.Prepare($"INSERT OR REPLACE INTO pages VALUES({string.Join(", ", Enumerable.Range(1, Columns.Length + 1).Select(i => $"?{i}"))})");
        _link = database.Prepare("INSERT INTO links VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
        _meta = database.Prepare("INSERT INTO meta VALUES(?1, ?2, ?3, ?4, ?5)");
        Recount(database);
    }

    /// <summary>Numbers of the last rows of the tables.</summary>
    internal (long Page, long Link, long Meta) Last => (_pageId, _linkId, _metaId);

    /// <summary>Looks which rows are there: to be called when some were taken away.</summary>
    internal void Recount(Database database)
    {
        _pageId = database.Scalar("SELECT max(id) FROM pages") ?? 0;
        _linkId = database.Scalar("SELECT max(id) FROM links") ?? 0;
        _metaId = database.Scalar("SELECT max(id) FROM meta") ?? 0;
    }

    /// <summary>Adds a page.</summary>
    /// <param name="row">Its row of pages.jsonl.</param>
    /// <param name="links">Its rows of links.jsonl.</param>
    /// <param name="linksFromRow">Whether to take the links of the row itself: there are no others.</param>
    internal void Add(ReadOnlySpan<byte> row, ReadOnlySpan<byte> links, bool linksFromRow = false)
    {
        _pageId++;
        for (var i = 0; i < Columns.Length; i++) _page.BindNull(i + 2);
        _page.Bind(1, _pageId);
        var json = new Utf8JsonReader(row);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName) Take(ref json, row, linksFromRow);
        _page.Run();
        AddLinks(links);
    }

    private void Take(ref Utf8JsonReader json, ReadOnlySpan<byte> row, bool linksFromRow)
    {
        var isMeta = json.ValueTextEquals("meta"u8);
        var isProperty = json.ValueTextEquals("og"u8);
        var isLinks = json.ValueTextEquals("links"u8);
        var column = ColumnOf(ref json);
        json.Read();
        if (isMeta || isProperty) TakeMetas(ref json, isProperty);
        else if (isLinks && linksFromRow) TakeLinks(ref json);
        else if (column < 0) json.Skip();
        else TakeValue(ref json, row, column + 2);
    }

    private void TakeValue(ref Utf8JsonReader json, ReadOnlySpan<byte> row, int parameter)
    {
        if (json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            var start = (int)json.TokenStartIndex;
            json.Skip();
            _page.BindText(parameter, row[start..(int)json.BytesConsumed]);
        }
        else if (json.TokenType == JsonTokenType.Number)
        {
            _page.Bind(parameter, json.GetInt64());
        }
        else
        {
            _page.BindText(parameter, Text(ref json));
        }
    }

    private static int ColumnOf(ref Utf8JsonReader json)
    {
        for (var i = 0; i < ColumnBytes.Length; i++)
            if (json.ValueTextEquals(ColumnBytes[i])) return i;
        return -1;
    }

    private void TakeMetas(ref Utf8JsonReader json, bool isProperty)
    {
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            _meta.Bind(1, ++_metaId).Bind(2, _pageId).BindNull(3).BindNull(4);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isContent = json.ValueTextEquals("content"u8);
                json.Read();
                _meta.BindText(isContent ? 5 : isProperty ? 4 : 3, Text(ref json));
            }

            _meta.Run();
        }
    }

    private void TakeLinks(ref Utf8JsonReader json)
    {
        for (var position = 1; json.Read() && json.TokenType == JsonTokenType.String; position++)
            _link.Bind(1, ++_linkId).Bind(2, _pageId).Bind(3, position).BindText(4, Text(ref json)).BindNull(5).BindNull(6).Run();
    }

    private void AddLinks(ReadOnlySpan<byte> rows)
    {
        for (var position = 1; rows.IndexOf((byte)'\n') is >= 0 and var end; position++)
        {
            _link.Bind(1, ++_linkId).Bind(2, _pageId).Bind(3, position).BindNull(4).BindNull(5).BindNull(6);
            var json = new Utf8JsonReader(rows[..end]);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var column = json.ValueTextEquals("to"u8) ? 4 : json.ValueTextEquals("text"u8) ? 5 : json.ValueTextEquals("rel"u8) ? 6 : 0;
                json.Read();
                if (column > 0) _link.BindText(column, Text(ref json));
            }

            _link.Run();
            rows = rows[(end + 1)..];
        }
    }

    private ReadOnlySpan<byte> Text(ref Utf8JsonReader json)
    {
        if (json.ValueSpan.Length > _text.Length) _text = new byte[2 * json.ValueSpan.Length];
        return _text.AsSpan(0, json.CopyString(_text));
    }
}
