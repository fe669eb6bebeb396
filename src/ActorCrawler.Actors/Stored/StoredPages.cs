using System.Globalization;
using System.Text;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Warc;

namespace ActorCrawler.Actors.Stored;

/// <summary>
/// Reads the answers in archives, in their order, with the bodies of revisits from where they are. Archives of other programs will do: WARC and
/// ARC, compressed or not.
/// </summary>
/// <param name="paths">The files.</param>
/// <param name="maxBody">Bytes kept of a body.</param>
internal sealed class StoredPages(IReadOnlyList<string> paths, int maxBody)
{
    private const int HeadRoom = 1 << 20;

    private readonly Dictionary<string, (string Path, long Offset)> _bodies = [];

    /// <summary>What could not be read, for people.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Revisits whose body is in none of the files.</summary>
    public int BodiesMissing { get; private set; }

    /// <summary>Reads them.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IEnumerable<StoredPage> Read()
    {
        foreach (var path in paths)
        {
            using var file = Open(path);
            using var reader = new WarcReader(file, (int)Math.Min(int.MaxValue, (long)maxBody + HeadRoom));
            StoredPage? pending = null;
            while (reader.Read() is { } record)
            {
                // What the crawl knew of an exchange stands behind it.
                if (record.Type == "metadata" && pending is not null && record.First("WARC-Concurrent-To") == pending.Id)
                {
                    pending = WithMetadata(pending, record);
                    continue;
                }

                if (ToPage(path, record) is not { } page) continue;
                if (pending is not null) yield return pending;
                pending = page;
            }

            if (pending is not null) yield return pending;
            if (reader.Error is { } error) Problems.Add($"{path}: {error}");
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);

    private StoredPage? ToPage(string path, WarcRecord record)
    {
        if (record.TargetUri is not { } url || !url.StartsWith("http", StringComparison.OrdinalIgnoreCase)) return null;
        return record.Type switch
        {
            "response" => ToPage(url, record, path),
            "revisit" => ToRevisit(url, record),
            "resource" => Page(url, record, 200, [new HeaderField("Content-Type", record.First("Content-Type") ?? "")], record.Block.ToArray()),
            _ => null,
        };
    }

    private StoredPage? ToPage(string url, WarcRecord record, string path)
    {
        if (ArchivedHttp.Read(record) is not { } http) return null;
        if (record.First("WARC-Payload-Digest") is { } digest) _bodies.TryAdd(digest, (path, record.Offset));
        return Page(url, record, http.Head.Status, http.Head.Fields, http.Body.ToArray());
    }

    private StoredPage? ToRevisit(string url, WarcRecord record)
    {
        if (HttpHead.ParseResponse(record.Block.Span, lenient: true) is not { } head) return null;
        if (record.First("WARC-Payload-Digest") is not { } digest || !_bodies.TryGetValue(digest, out var place))
        {
            BodiesMissing++;
            return null;
        }

        using var file = Open(place.Path);
        file.Seek(place.Offset, SeekOrigin.Begin);
        using var reader = new WarcReader(file, (int)Math.Min(int.MaxValue, (long)maxBody + HeadRoom));
        return reader.Read() is { } original && ArchivedHttp.Read(original) is { } http
            ? Page(url, record, head.Status, head.Fields, http.Body.ToArray())
            : null;
    }

    private static StoredPage Page(string url, WarcRecord record, int status, IReadOnlyList<HeaderField> fields, byte[] body) => new()
    {
        Url = url,
        Id = record.First("WARC-Record-ID"),
        At = record.Date ?? DateTimeOffset.UnixEpoch,
        Status = status,
        Fields = fields,
        Body = body,
        IsTruncated = record.IsCut || record.First("WARC-Truncated") is not null,
    };

    private static StoredPage WithMetadata(StoredPage page, WarcRecord record)
    {
        foreach (var line in Encoding.UTF8.GetString(record.Block.Span).Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = colon < 0 ? "" : line[(colon + 1)..].Trim();
            page = (colon < 0 ? "" : line[..colon]) switch
            {
                "via" => page with { Referrer = value },
                "hopsFromSeed" => page with { Depth = value.Count(c => c != 'R') },
                "fetchTimeMs" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var time) => page with { Elapsed = TimeSpan.FromMilliseconds(time) },
                _ => page,
            };
        }

        return page;
    }
}
