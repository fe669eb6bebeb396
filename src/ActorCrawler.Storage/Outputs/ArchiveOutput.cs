using System.Globalization;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Warc;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Outputs;

/// <summary>Appends exchanges to the archive: the response, or a revisit where its body is there already, the request, and what the crawl knows.</summary>
internal sealed class ArchiveOutput(Database database, OutputFiles outputs, ArchiveOptions options)
{
    private readonly ArchivePayloads? _payloads = options.Deduplicates ? new ArchivePayloads(database) : null;

    /// <summary>Adds an exchange that ended a visit.</summary>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    internal void Add(long urlId, WarcCapture capture, int depth, string? referrer, TimeSpan? elapsed)
    {
        // The names that Heritrix uses, which tools for archives know.
        var fields = new List<KeyValuePair<string, string>>(3);
        if (referrer is not null) fields.Add(new("via", referrer));
        if (depth > 0) fields.Add(new("hopsFromSeed", new string('L', depth)));
        if (elapsed is { } time) fields.Add(new("fetchTimeMs", UrlRow.Milliseconds(time).ToString(CultureInfo.InvariantCulture)));
        var metadata = fields.Count == 0 ? [] : WarcWriter.Metadata(options.NewId(), capture, fields);
        Add(urlId, capture, metadata);
    }

    /// <summary>Adds an exchange that ended no visit: robots.txt.</summary>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    internal void Add(WarcCapture capture) => Add(0, capture, []);

    private void Add(long urlId, WarcCapture capture, byte[] metadata)
    {
        var original = _payloads?.Find(capture);
        ReadOnlyMemory<byte> response = original is { } known ? WarcWriter.Revisit(capture, known.Url, known.At) : capture.Response;
        byte[] records = [.. response.Span, .. capture.Request.Span, .. metadata];
        var (file, at) = outputs.Add(urlId, new OutputRow(options.Output, records, metadata.Length > 0 ? 3 : 2));
        if (original is null) _payloads?.Add(capture, file, at);
    }
}
