using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Outputs;
using ActorCrawler.Storage.Files;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Outputs;

/// <summary>
/// All outputs of a job. Whatever their number and kind, they follow one rule: bytes go beyond a file's committed length, the lengths become
/// part of the database's transaction, and what stands beyond them after a failure is cut off.
/// </summary>
internal sealed class OutputFiles : IDisposable
{
    private readonly string _directory;

    private readonly Statement _save;

    private readonly Statement _place;

    private readonly Dictionary<string, OutputStream> _streams = new(StringComparer.Ordinal);

    private readonly List<StoredOutput> _ended = [];

    private readonly StoredOutput? _unwritten;

    private long _lastId;

    /// <param name="database">Where their lengths stand.</param>
    /// <param name="directory">The job directory.</param>
    /// <param name="specs">Further outputs.</param>
    /// <param name="tables">What commits of pages.sqlite survive; null when it is not written.</param>
    /// <exception cref="StorageException">One of them cannot be opened.</exception>
    internal OutputFiles(Database database, string directory, IReadOnlyList<OutputSpec> specs, Durability? tables)
    {
        _directory = directory;
        _save = database.Prepare("INSERT INTO output VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(id) DO UPDATE SET length=?5, row_count=?6");
        _place = database.Prepare(
            "INSERT INTO place VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET length=length+?4, row_count=row_count+?5");
        var stored = StoredOutput.ReadAll(database);
        _lastId = stored.Count == 0 ? 0 : stored.Max(output => output.Id);
        try
        {
            if (!specs.Any(spec => spec.Name == OutputNames.CompressedPages) || stored.Any(output => output.Stream == JobDirectory.PagesFile))
                Pages = OpenLast(stored, JobDirectory.PagesFile, rotates: false).File;
            Rows = OpenLast(stored, JobDirectory.UrlsFile, rotates: false).File;
            foreach (var spec in specs)
            {
                var (file, number) = OpenLast(stored, spec.Name, spec.RotateAt is not null);
                _streams.Add(spec.Name, new OutputStream(spec, number, file));
            }

            var before = stored.Find(output => output.Stream == OutputNames.Sqlite);
            if (tables is { } durability) Tables = SqliteOutput.Open(directory, before?.Id ?? ++_lastId, before?.Length ?? 0, before?.Rows ?? 0, durability);
            var current = Current.Select(file => file.Id).ToHashSet();
            _ended.AddRange(stored.Where(output => !current.Contains(output.Id) && output != before));
            _unwritten = tables is null ? before : null;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>pages.jsonl; null when only its compressed form is written.</summary>
    internal AppendFile? Pages { get; }

    /// <summary>pages.sqlite; null when it is not written.</summary>
    internal SqliteOutput? Tables { get; }

    /// <summary>Whether pages go into a compressed file.</summary>
    internal bool CompressesPages => _streams.ContainsKey(OutputNames.CompressedPages);

    /// <summary>urls.jsonl.</summary>
    internal AppendFile Rows { get; } = null!;

    /// <summary>Further outputs.</summary>
    internal IEnumerable<OutputStream> Streams => _streams.Values;

    /// <summary>The files that grow.</summary>
    internal IEnumerable<AppendFile> Current => _streams.Values.Select(stream => stream.File).Prepend(Rows).Concat(Pages is null ? [] : [Pages]);

    /// <summary>Files that grow no more: those that were followed by another, and those of outputs that this run does not write.</summary>
    internal IReadOnlyList<StoredOutput> Ended => _ended;

    /// <summary>All of them as far as they are committed.</summary>
    internal IReadOnlyList<OutputRecord> Records =>
    [
        .. new[] { Pages, Rows }.OfType<AppendFile>().Select(ToRecord),
        .. _ended.Select(output => new OutputRecord(output.Name, output.Rows, output.Length)),
        .. _streams.Values.Select(stream => ToRecord(stream.File)),
        .. Tables is null ? [] : new[] { Tables.Record },
        .. _unwritten is null ? [] : new[] { new OutputRecord(_unwritten.Name, _unwritten.Rows, _unwritten.Length) },
    ];

    /// <summary>Makes sure that all are there, and begins new files where the current ones are full; to be called at the beginning of a transaction.</summary>
    /// <exception cref="StorageException">One is gone, or cannot be opened.</exception>
    internal void Begin()
    {
        foreach (var file in Current) file.CheckPresence();
        Tables?.CheckPresence();
        foreach (var stream in _streams.Values)
        {
            if (!stream.IsFull) continue;

            // Nothing will ever look at it again, so it must not depend on what the system still holds in memory.
            stream.File.Sync();
            var old = stream.File;
            var next = AppendFile.Open(_directory, ++_lastId, OutputStream.FileName(stream.Spec.Name, stream.Number + 1), 0, 0);
            next.CutBack();
            stream.Follow(next);
            _ended.Add(new StoredOutput(old.Id, old.Name, stream.Spec.Name, stream.Number - 1, old.Committed, old.Rows));
        }
    }

    /// <summary>Adds what a URL, or nothing in particular (0), gives to a further output. Rows of one that is not written are passed over.</summary>
    /// <returns>The number of the file, and where it begins there.</returns>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    internal (long File, long At) Add(long urlId, in OutputRow row)
    {
        if (!_streams.TryGetValue(row.Output, out var stream)) return default;
        var at = stream.Add(row);
        if (urlId != 0) _place.Bind(1, urlId).Bind(2, stream.File.Id).Bind(3, at).Bind(4, row.Bytes.Length).Bind(5, row.Count).Run();
        return (stream.File.Id, at);
    }

    /// <summary>Adds a page.</summary>
    /// <param name="urlId">Its number.</param>
    /// <param name="row">Its row of pages.jsonl.</param>
    /// <param name="others">Its rows of further outputs.</param>
    /// <returns>Where its row begins in pages.jsonl; null when that is not written.</returns>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    internal long? AddPage(long urlId, ReadOnlyMemory<byte> row, IReadOnlyList<OutputRow> others)
    {
        if (Tables is not null)
        {
            ReadOnlyMemory<byte> links = default;
            foreach (var other in others)
                if (other.Output == OutputNames.Links) links = other.Bytes;
            _place.Bind(1, urlId).Bind(2, Tables.Id).Bind(3, Tables.Add(row.Span, links.Span)).Bind(4, 1).Bind(5, 1).Run();
        }

        if (!CompressesPages) return Pages!.Add(row.Span);
        Add(urlId, new OutputRow(OutputNames.CompressedPages, row));
        return null;
    }

    /// <summary>Writes the lengths into the open transaction, and hands the bytes to the system; with <paramref name="sync"/> to the disk.</summary>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    internal void Save(bool sync)
    {
        if (Pages is not null) Save(Pages, Pages.Name, 0, sync);
        Save(Rows, Rows.Name, 0, sync);
        foreach (var stream in _streams.Values)
        {
            stream.Finish();
            Save(stream.File, stream.Spec.Name, stream.Number, sync);
        }

        if (Tables is { IsDirty: true })
        {
            Tables.Save();
            _save.Bind(1, Tables.Id).BindText(2, OutputNames.Sqlite).BindText(3, OutputNames.Sqlite).Bind(4, 0).Bind(5, Tables.Position).Bind(6, Tables.PendingRows).Run();
        }

        if (sync) AppendFile.SyncDirectory(_directory);
    }

    internal void Accept()
    {
        foreach (var file in Current) file.Accept();
        Tables?.Accept();
    }

    /// <summary>Cuts off whatever does not count.</summary>
    /// <exception cref="StorageException">A file cannot be cut.</exception>
    internal void CutBack()
    {
        Pages?.CutBack();
        Tables?.CutBack();
        Rows.CutBack();
        foreach (var stream in _streams.Values) stream.CutBack();
    }

    public void Dispose()
    {
        Pages?.Dispose();
        Rows?.Dispose();
        foreach (var stream in _streams.Values) stream.Dispose();
        Tables?.Dispose();
    }

    private static OutputRecord ToRecord(AppendFile file) => new(file.Name, file.Rows, file.Committed);

    private void Save(AppendFile file, string stream, int number, bool sync)
    {
        if (file.IsDirty)
        {
            _save.Bind(1, file.Id).BindText(2, file.Name).BindText(3, stream).Bind(4, number).Bind(5, file.Position).Bind(6, file.PendingRows).Run();
        }

        file.Write();
        if (sync) file.Sync();
    }

    private (AppendFile File, int Number) OpenLast(List<StoredOutput> stored, string stream, bool rotates)
    {
        var last = stored.Where(output => output.Stream == stream).MaxBy(output => output.Number);
        if (last is not null) return (AppendFile.Open(_directory, last.Id, last.Name, last.Length, last.Rows), last.Number);
        var number = rotates ? 1 : 0;
        return (AppendFile.Open(_directory, ++_lastId, OutputStream.FileName(stream, number), 0, 0), number);
    }
}
