using ActorCrawler.Core.Outputs;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage;

/// <summary>The graph of a crawl's pages and links, in a database of its own that is deleted at the end: it may be larger than memory.</summary>
public sealed class LinkGraph : IDisposable
{
    private readonly string _path;

    private readonly Database _database;

    private readonly Statement _node;

    private readonly Statement _page;

    private readonly Statement _find;

    private readonly Statement _edge;

    /// <param name="path">Where the database may be; a file that is there is replaced.</param>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public LinkGraph(string path)
    {
        _path = path;
        File.Delete(path);
        _database = Database.Open(path, readOnly: false, create: true);
        _database.Execute(
            """
            PRAGMA journal_mode=OFF;PRAGMA synchronous=OFF;BEGIN;
            CREATE TABLE node(id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, is_page INTEGER NOT NULL DEFAULT 0);
            CREATE TABLE edge(to_id INTEGER, from_id INTEGER, links INTEGER NOT NULL, nofollow INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY(to_id, from_id)) WITHOUT ROWID;
            """);
        _node = _database.Prepare("INSERT OR IGNORE INTO node(url) VALUES(?1)");
        _page = _database.Prepare("INSERT INTO node(url, is_page) VALUES(?1, 1) ON CONFLICT DO UPDATE SET is_page=1");
        _find = _database.Prepare("SELECT id FROM node WHERE url=?1");
        _edge = _database.Prepare(
            "INSERT INTO edge VALUES(?1, ?2, 1, ?3, ?4) ON CONFLICT DO UPDATE SET links=links+1, nofollow=min(nofollow, ?3), text=iif(text='', ?4, text)");
    }

    /// <summary>Adds a page.</summary>
    public void AddPage(string url) => _page.BindText(1, url).Run();

    /// <summary>Adds a link.</summary>
    public void AddLink(in LinkRow link) =>
        _edge.Bind(1, IdOf(link.To)).Bind(2, IdOf(link.From)).Bind(3, link.IsNofollow ? 1 : 0).BindText(4, link.Text).Run();

    /// <summary>The nodes, each with its number.</summary>
    /// <param name="pagesOnly">Only those that are pages of the crawl.</param>
    public IEnumerable<(long Id, string Url, bool IsPage)> Nodes(bool pagesOnly)
    {
        var read = _database.Prepare($"SELECT id, url, is_page FROM node{(pagesOnly ? " WHERE is_page" : "")} ORDER BY id");
        while (read.Step()) yield return (read.Int64(0), read.Text(1), read.Int64(2) != 0);
        _database.Release(read);
    }

    /// <summary>The edges: one for all links from one page to one URL, nofollow when all of them are.</summary>
    /// <param name="pagesOnly">Only those that lead to pages of the crawl.</param>
    public IEnumerable<(long From, long To, long Links, bool IsNofollow, string Text)> Edges(bool pagesOnly)
    {
        var read = _database.Prepare(
            $"SELECT from_id, to_id, links, nofollow, text FROM edge{(pagesOnly ? " WHERE to_id IN (SELECT id FROM node WHERE is_page)" : "")}");
        while (read.Step()) yield return (read.Int64(0), read.Int64(1), read.Int64(2), read.Int64(3) != 0, read.Text(4));
        _database.Release(read);
    }

    /// <summary>The URLs that are linked to, most linked first, each with the pages that link to it.</summary>
    public IEnumerable<(string Url, bool IsPage, IReadOnlyList<LinkRow> From)> Inlinks()
    {
        var targets = _database.Prepare("SELECT e.to_id, n.url, n.is_page FROM edge e JOIN node n ON n.id=e.to_id GROUP BY e.to_id ORDER BY count(*) DESC, e.to_id");
        var sources = _database.Prepare("SELECT n.url, e.text, e.nofollow FROM edge e JOIN node n ON n.id=e.from_id WHERE e.to_id=?1 ORDER BY e.from_id");
        while (targets.Step())
        {
            var (id, url, isPage) = (targets.Int64(0), targets.Text(1), targets.Int64(2) != 0);
            var from = new List<LinkRow>();
            sources.Bind(1, id);
            while (sources.Step()) from.Add(new LinkRow(sources.Text(0), url, sources.Text(1), sources.Int64(2) != 0 ? "nofollow" : ""));
            yield return (url, isPage, from);
        }

        _database.Release(targets);
        _database.Release(sources);
    }

    /// <summary>Deletes the database.</summary>
    public void Dispose()
    {
        _database.Dispose();
        File.Delete(_path);
    }

    private long IdOf(string url)
    {
        _node.BindText(1, url).Run();
        _find.BindText(1, url).Step();
        var id = _find.Int64(0);
        _find.Reset();
        return id;
    }
}
