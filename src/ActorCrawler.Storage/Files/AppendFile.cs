using Microsoft.Win32.SafeHandles;

namespace ActorCrawler.Storage.Files;

/// <summary>
/// An output that only grows. Rows go to the file beyond its committed length; the length becomes part of the database's transaction, and
/// whatever stands beyond it after a failure or a crash is cut off.
/// </summary>
internal sealed class AppendFile : IDisposable
{
    private const int BufferSize = 1 << 18;

    private readonly string _path;

    private readonly SafeFileHandle _file;

    private readonly byte[] _buffer = new byte[BufferSize];

    private int _buffered;

    private long _written;

    private long _stored;

    private bool _synced = true;

    private long _pendingRows;

    private AppendFile(long id, string name, string path, SafeFileHandle file, long length, long rows)
    {
        Id = id;
        Name = name;
        _path = path;
        _file = file;
        Committed = _written = _stored = length;
        Rows = rows;
    }

    /// <summary>Its number in the database.</summary>
    internal long Id { get; }

    /// <summary>Its name in the job directory.</summary>
    internal string Name { get; }

    /// <summary>Bytes that count.</summary>
    internal long Committed { get; private set; }

    /// <summary>Rows that count.</summary>
    internal long Rows { get; private set; }

    /// <summary>Where the next row goes: the committed length and what was added since.</summary>
    internal long Position => _written + _buffered;

    /// <summary>Rows that count, and those added since.</summary>
    internal long PendingRows => Rows + _pendingRows;

    /// <summary>Whether its length differs from what the database has: rows were added, or a repair made it shorter.</summary>
    internal bool IsDirty => Position != _stored;

    /// <summary>Called before bytes go to the file, with their number: tests make it fail as a full disk does.</summary>
    internal Action<int>? BeforeWrite { get; set; }

    /// <summary>Called before bytes are forced to the disk: tests make it fail.</summary>
    internal Action? BeforeSync { get; set; }

    /// <summary>Called before the file is cut: tests make it fail.</summary>
    internal Action? BeforeCut { get; set; }

    /// <summary>Opens or creates the file. Its length is not changed here: recovery compares it with what was committed.</summary>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    internal static AppendFile Open(string directory, long id, string name, long committed, long rows)
    {
        var path = Path.Combine(directory, name);
        try
        {
            var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            return new AppendFile(id, name, path, file, committed, rows);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Translate(e, path);
        }
    }

    /// <summary>The length that the file really has.</summary>
    internal long ActualLength() => RandomAccess.GetLength(_file);

    /// <summary>Reads bytes back.</summary>
    internal int Read(Span<byte> into, long offset) => RandomAccess.Read(_file, into, offset);

    /// <summary>Makes sure that the file is still there, and as long as what counts of it: an open file outlives its name.</summary>
    /// <exception cref="StorageException">It is not (<see cref="StorageError.Gone"/>): somebody removed or cut it.</exception>
    internal void CheckPresence()
    {
        if (!File.Exists(_path)) throw new StorageException(StorageError.Gone, $"{_path} is no longer there.");
        if (RandomAccess.GetLength(_file) < Committed)
            throw new StorageException(StorageError.Gone, $"{_path} became shorter while the crawl ran. Resume the job to fetch what is missing again.");
    }

    /// <summary>Adds bytes; they may stay in memory until <see cref="Write"/>.</summary>
    /// <param name="row">The bytes.</param>
    /// <param name="rows">How many rows they are.</param>
    /// <returns>Where they begin in the file.</returns>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    internal long Add(ReadOnlySpan<byte> row, int rows = 1)
    {
        var at = Position;
        if (row.Length > BufferSize - _buffered) Write();
        if (row.Length > BufferSize)
        {
            WriteOut(row);
        }
        else
        {
            row.CopyTo(_buffer.AsSpan(_buffered));
            _buffered += row.Length;
        }

        _pendingRows += rows;
        return at;
    }

    /// <summary>Hands everything added to the system.</summary>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    internal void Write()
    {
        if (_buffered == 0) return;
        WriteOut(_buffer.AsSpan(0, _buffered));
        _buffered = 0;
    }

    /// <summary>Forces what was written to the disk, if anything was.</summary>
    /// <exception cref="StorageException">It failed (<see cref="StorageError.SyncFailed"/>): nothing may be acknowledged after this.</exception>
    internal void Sync()
    {
        if (_synced) return;
        try
        {
            BeforeSync?.Invoke();
            SystemCalls.Sync(_file, _path);
            _synced = true;
        }
        catch (IOException e)
        {
            throw new StorageException(StorageError.SyncFailed, e.Message, e);
        }
    }

    /// <summary>Forces the directory's entries to the disk, so that a new file is found again.</summary>
    /// <exception cref="StorageException">It failed (<see cref="StorageError.SyncFailed"/>).</exception>
    internal static void SyncDirectory(string directory)
    {
        try
        {
            SystemCalls.SyncDirectory(directory);
        }
        catch (IOException e)
        {
            throw new StorageException(StorageError.SyncFailed, e.Message, e);
        }
    }

    /// <summary>What was written counts from now on.</summary>
    internal void Accept()
    {
        Committed = _stored = _written;
        Rows += _pendingRows;
        _pendingRows = 0;
    }

    /// <summary>Cuts off whatever does not count.</summary>
    /// <exception cref="StorageException">The file cannot be cut.</exception>
    internal void CutBack() => CutBackTo(Committed, Rows);

    /// <summary>Cuts the file to a length that counts from now on.</summary>
    /// <exception cref="StorageException">The file cannot be cut.</exception>
    internal void CutBackTo(long length, long rows)
    {
        _buffered = 0;
        _pendingRows = 0;
        Committed = _written = length;
        Rows = rows;
        try
        {
            BeforeCut?.Invoke();
            if (RandomAccess.GetLength(_file) > length) RandomAccess.SetLength(_file, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Translate(e, _path);
        }
    }

    public void Dispose() => _file.Dispose();

    private void WriteOut(ReadOnlySpan<byte> bytes)
    {
        try
        {
            BeforeWrite?.Invoke(bytes.Length);
            _synced = false;
            RandomAccess.Write(_file, bytes, _written);
            _written += bytes.Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Translate(e, _path);
        }
    }
}
