using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;

namespace ActorCrawler.Storage;

/// <summary>
/// Which pages are being parsed by this process, or are suspected of having killed another one, in a small file that is mapped into memory:
/// what stands there when the process dies, however it dies, is found at the next start. Costs a few stores a page, no system call and no
/// commit. Outlives the process, not a loss of power, which no page can cause. Thread-safe.
/// </summary>
public sealed class ParsingMarks : IDisposable
{
    private const int Slots = 1024;
    private const int SlotSize = 32;

    private readonly string _path;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Stack<int> _free = new(Enumerable.Range(0, Slots).Reverse());
    private readonly Lock _lock = new();

    private ParsingMarks(string path)
    {
        _path = path;
        // Written in full before it is mapped: a page of a mapped file that finds no space on the disk kills the process.
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write)) file.Write(new byte[Slots * SlotSize]);
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, Slots * SlotSize);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>Pages that could not be marked because too many were.</summary>
    public long Unmarked { get; private set; }

    /// <summary>The pages in progress when the process that worked here before died; none when it ended in order.</summary>
    /// <param name="directory">The job directory, locked.</param>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public static IReadOnlyList<VisitKey> Left(JobDirectory directory)
    {
        var path = directory.PathOf(JobDirectory.MarksFile);
        try
        {
            return Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Files.FileErrors.Translate(e, path);
        }
    }

    /// <summary>Begins anew; what is left there is gone.</summary>
    /// <param name="directory">The job directory, locked.</param>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public static ParsingMarks Create(JobDirectory directory)
    {
        var path = directory.PathOf(JobDirectory.MarksFile);
        try
        {
            return new ParsingMarks(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Files.FileErrors.Translate(e, path);
        }
    }

    /// <summary>Marks a page.</summary>
    /// <returns>What <see cref="End"/> is told.</returns>
    public int Begin(VisitKey page)
    {
        lock (_lock)
        {
            if (!_free.TryPop(out var slot))
            {
                Unmarked++;
                return -1;
            }

            var at = slot * SlotSize;
            _view.Write(at + 8, page.HostId);
            _view.Write(at + 16, page.UrlId);
            _view.Write(at + 24, (long)page.Depth);
            _view.Write(at, 1L);
            return slot;
        }
    }

    /// <summary>Takes a mark away.</summary>
    public void End(int slot)
    {
        if (slot < 0) return;
        lock (_lock)
        {
            _view.Write(slot * SlotSize, 0L);
            _free.Push(slot);
        }
    }

    /// <summary>Removes the file: a process that ends in order was killed by no page.</summary>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left there makes pages suspects that are none: they are parsed with more care, and nothing else.
        }
    }

    private static List<VisitKey> Read(string path)
    {
        var left = new List<VisitKey>();
        if (!File.Exists(path) || new FileInfo(path).Length != Slots * SlotSize) return left;
        var bytes = File.ReadAllBytes(path).AsSpan();
        for (; !bytes.IsEmpty; bytes = bytes[SlotSize..])
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(bytes) != 1) continue;
            left.Add(new VisitKey(
                BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
                (int)BinaryPrimitives.ReadInt64LittleEndian(bytes[24..])));
        }

        return left;
    }
}
