using ActorCrawler.Core.Frontier;
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

    private long _lastId;

    /// <param name="database">Where their lengths stand.</param>
    /// <param name="directory">The job directory.</param>
    /// <param name="specs">Further outputs.</param>
    /// <exception cref="StorageException">One of them cannot be opened.</exception>
    internal OutputFiles(Database database, string directory, IReadOnlyList<OutputSpec> specs)
    {
        _directory = directory;
        _save = database.Prepare("INSERT INTO output VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(id) DO UPDATE SET length=?5, row_count=?6");
        _place = database.Prepare(
            "INSERT INTO place VALUES(?1, ?2, ?3, ?4, 1) ON CONFLICT DO UPDATE SET length=length+?4, row_count=row_count+1");
        var stored = StoredOutput.ReadAll(database);
        _lastId = stored.Count == 0 ? 0 : stored.Max(output => output.Id);
        try
        {
            Pages = OpenLast(stored, JobDirectory.PagesFile, rotates: false).File;
            Rows = OpenLast(stored, JobDirectory.UrlsFile, rotates: false).File;
            foreach (var spec in specs)
            {
                var (file, number) = OpenLast(stored, spec.Name, spec.RotateAt is not null);
                _streams.Add(spec.Name, new OutputStream(spec, number, file));
            }

            var current = Current.Select(file => file.Id).ToHashSet();
            _ended.AddRange(stored.Where(output => !current.Contains(output.Id)));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>pages.jsonl.</summary>
    internal AppendFile Pages { get; } = null!;

    /// <summary>urls.jsonl.</summary>
    internal AppendFile Rows { get; } = null!;

    /// <summary>Further outputs.</summary>
    internal IEnumerable<OutputStream> Streams => _streams.Values;

    /// <summary>The files that grow.</summary>
    internal IEnumerable<AppendFile> Current => _streams.Values.Select(stream => stream.File).Prepend(Rows).Prepend(Pages);

    /// <summary>Files that grow no more: those that were followed by another, and those of outputs that this run does not write.</summary>
    internal IReadOnlyList<StoredOutput> Ended => _ended;

    /// <summary>All of them as far as they are committed.</summary>
    internal IReadOnlyList<OutputRecord> Records =>
    [
        .. new[] { Pages, Rows }.Select(ToRecord),
        .. _ended.Select(output => new OutputRecord(output.Name, output.Rows, output.Length)),
        .. _streams.Values.Select(stream => ToRecord(stream.File)),
    ];

    /// <summary>Makes sure that all are there, and begins new files where the current ones are full; to be called at the beginning of a transaction.</summary>
    /// <exception cref="StorageException">One is gone, or cannot be opened.</exception>
    internal void Begin()
    {
        foreach (var file in Current) file.CheckPresence();
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

    /// <summary>Adds what a URL, or nothing in particular (0), gives to a further output.</summary>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    internal void Add(long urlId, in OutputRow row)
    {
        if (!_streams.TryGetValue(row.Output, out var stream)) throw new ArgumentException($"There is no output {row.Output}.", nameof(row));
        var at = stream.Add(row.Bytes.Span);
        if (urlId != 0) _place.Bind(1, urlId).Bind(2, stream.File.Id).Bind(3, at).Bind(4, row.Bytes.Length).Run();
    }

    /// <summary>Writes the lengths into the open transaction, and hands the bytes to the system; with <paramref name="sync"/> to the disk.</summary>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    internal void Save(bool sync)
    {
        Save(Pages, Pages.Name, 0, sync);
        Save(Rows, Rows.Name, 0, sync);
        foreach (var stream in _streams.Values)
        {
            stream.Finish();
            Save(stream.File, stream.Spec.Name, stream.Number, sync);
        }

        if (sync) AppendFile.SyncDirectory(_directory);
    }

    internal void Accept()
    {
        foreach (var file in Current) file.Accept();
    }

    /// <summary>Cuts off whatever does not count.</summary>
    /// <exception cref="StorageException">A file cannot be cut.</exception>
    internal void CutBack()
    {
        Pages.CutBack();
        Rows.CutBack();
        foreach (var stream in _streams.Values) stream.CutBack();
    }

    public void Dispose()
    {
        Pages?.Dispose();
        Rows?.Dispose();
        foreach (var stream in _streams.Values) stream.Dispose();
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
