using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Outputs;
using ActorCrawler.Storage.Files;
using ActorCrawler.Storage.Outputs;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage;

/// <summary>
/// Outputs written into a folder afterwards, without a job. Until all is written they stand under other names, so that a file of its name is a
/// whole one.
/// </summary>
public sealed class OutputFolder : IDisposable
{
    private const string Unfinished = ".new";

    private const long PortionBytes = 8 << 20;

    private readonly string _directory;

    private readonly Dictionary<string, OutputStream> _streams = new(StringComparer.Ordinal);

    private readonly Database? _database;

    private readonly PageTables? _tables;

    private long _pending;

    private long _rows;

    private OutputFolder(string directory, IReadOnlyList<OutputSpec> specs, bool sqlite)
    {
        _directory = directory;
        foreach (var spec in specs)
        {
            File.Delete(Path.Combine(directory, spec.Name + Unfinished));
            _streams.Add(spec.Name, new OutputStream(spec, 0, AppendFile.Open(directory, 0, spec.Name + Unfinished, 0, 0)));
        }

        if (!sqlite) return;
        var path = Path.Combine(directory, OutputNames.Sqlite + Unfinished);
        File.Delete(path);
        _database = Database.Open(path, readOnly: false, create: true);
        _database.Execute("PRAGMA journal_mode=OFF;PRAGMA synchronous=OFF");
        _tables = new PageTables(_database);
        _database.Execute("BEGIN");
    }

    /// <summary>Begins the files.</summary>
    /// <param name="directory">The folder; made when it is missing.</param>
    /// <param name="specs">The files; an output that another row names is left out.</param>
    /// <param name="sqlite">Whether pages.sqlite is among them.</param>
    /// <param name="overwrite">Whether files that are there already are replaced.</param>
    /// <exception cref="JobDirectoryException">The folder cannot be made or written to.</exception>
    /// <exception cref="StorageException">A file is there already, or cannot be written.</exception>
    public static OutputFolder Create(string directory, IReadOnlyList<OutputSpec> specs, bool sqlite, bool overwrite)
    {
        try
        {
            OutputDirectory.Make(directory);
            foreach (var name in specs.Select(spec => spec.Name).Concat(sqlite ? [OutputNames.Sqlite] : []))
            {
                var path = Path.Combine(directory, name);
                if (!overwrite && File.Exists(path))
                    throw new StorageException(StorageError.Io, $"{path} is there already. Give another folder, or --overwrite.");
            }

            return new OutputFolder(directory, specs, sqlite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Translate(e, directory);
        }
    }

    /// <summary>Adds a page.</summary>
    /// <param name="row">Its row of pages.jsonl, newline included.</param>
    /// <param name="others">Its rows of other outputs.</param>
    /// <param name="linksFromRow">Whether the links of pages.sqlite are those of the row: there are no others.</param>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public void AddPage(ReadOnlyMemory<byte> row, IReadOnlyList<OutputRow> others, bool linksFromRow = false)
    {
        Add(new OutputRow(JobDirectory.PagesFile, row));
        Add(new OutputRow(OutputNames.CompressedPages, row));
        ReadOnlyMemory<byte> links = default;
        foreach (var other in others)
        {
            Add(other);
            if (other.Output == OutputNames.Links) links = other.Bytes;
        }

        _tables?.Add(row.Span, links.Span, linksFromRow);
        _rows++;
        if (_pending >= PortionBytes) Write();
    }

    /// <summary>Adds rows to one output; those of an output that is not written are passed over.</summary>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public void Add(in OutputRow row)
    {
        if (!_streams.TryGetValue(row.Output, out var stream)) return;
        stream.Add(row);
        _pending += row.Bytes.Length;
    }

    /// <summary>Ends the files and gives them their names.</summary>
    /// <returns>What was written.</returns>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public IReadOnlyList<OutputRecord> Complete()
    {
        Write();
        var records = new List<OutputRecord>();
        foreach (var (name, stream) in _streams)
        {
            records.Add(new OutputRecord(name, stream.File.Rows, stream.File.Committed));
            stream.File.Sync();
            stream.Dispose();
            Rename(name);
        }

        if (_database is not null)
        {
            _database.Execute("COMMIT");
            _database.Dispose();
            Rename(OutputNames.Sqlite);
            records.Add(new OutputRecord(OutputNames.Sqlite, _rows, new FileInfo(Path.Combine(_directory, OutputNames.Sqlite)).Length));
        }

        return records;
    }

    /// <summary>Closes the files; those that were not completed keep their other names.</summary>
    public void Dispose()
    {
        foreach (var stream in _streams.Values) stream.Dispose();
        _database?.Dispose();
    }

    private void Write()
    {
        foreach (var stream in _streams.Values)
        {
            stream.Finish();
            stream.File.Write();
            stream.File.Accept();
        }

        _pending = 0;
    }

    private void Rename(string name)
    {
        var path = Path.Combine(_directory, name);
        try
        {
            File.Move(path + Unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Translate(e, path);
        }
    }
}
