using System.Runtime.InteropServices;
using ActorCrawler.Storage.Files;
using Microsoft.Win32.SafeHandles;

namespace ActorCrawler.Storage.Known;

/// <summary>
/// The file of all segments, in slots of one size. A slot that is no longer used is written again only after the database has committed
/// that nothing names it. The file can be made anew from the url table at any time.
/// </summary>
internal sealed class SegmentFile : IDisposable
{
    private const int EntrySize = 24;

    private const long SlotSize = (long)Segment.MaxEntries * EntrySize;

    private readonly string _path;

    private readonly SafeFileHandle _file;

    private readonly SortedSet<int> _free = [];

    private readonly List<int> _freedLater = [];

    private int _slots;

    private bool _synced = true;

    private SegmentFile(string path, SafeFileHandle file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Slots in the file, used or not.</summary>
    internal int Slots => _slots;

    /// <exception cref="StorageException">It cannot be opened.</exception>
    internal static SegmentFile Open(string path, bool readOnly = false)
    {
        try
        {
            var file = readOnly
                ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
                : File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, FileOptions.RandomAccess);
            return new SegmentFile(path, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Translate(e, path);
        }
    }

    /// <summary>Says which slots are in use; all others are free.</summary>
    internal void SetUsed(IReadOnlySet<int> used)
    {
        _free.Clear();
        _freedLater.Clear();
        _slots = used.Count == 0 ? 0 : used.Max() + 1;
        for (var i = 0; i < _slots; i++)
            if (!used.Contains(i)) _free.Add(i);
    }

    /// <summary>Writes entries to a free slot.</summary>
    /// <returns>The slot and the entries' checksum.</returns>
    /// <exception cref="StorageException">It failed; the slot is free again.</exception>
    internal (int Slot, ulong Checksum) Write(ReadOnlySpan<KnownEntry> entries)
    {
        var slot = _free.Count > 0 ? _free.Min : _slots;
        try
        {
            _synced = false;
            RandomAccess.Write(_file, MemoryMarshal.AsBytes(entries), slot * SlotSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Translate(e, _path);
        }

        if (!_free.Remove(slot)) _slots++;
        return (slot, Checksum(entries));
    }

    /// <summary>Frees a slot, to be used again after the next commit.</summary>
    internal void Free(int slot) => _freedLater.Add(slot);

    /// <summary>The database has committed: what was freed before may be written again.</summary>
    internal void Accept()
    {
        foreach (var slot in _freedLater) _free.Add(slot);
        _freedLater.Clear();
    }

    /// <summary>Forces what was written to the disk.</summary>
    /// <exception cref="StorageException">It failed.</exception>
    internal void Sync()
    {
        if (_synced) return;
        try
        {
            SystemCalls.Sync(_file, _path);
            _synced = true;
        }
        catch (IOException e)
        {
            throw new StorageException(StorageError.SyncFailed, e.Message, e);
        }
    }

    /// <summary>Reads entries of a slot from a place on.</summary>
    /// <returns>False when the file is shorter.</returns>
    /// <exception cref="StorageException">It cannot be read.</exception>
    internal bool TryRead(int slot, int from, Span<KnownEntry> into)
    {
        var bytes = MemoryMarshal.AsBytes(into);
        var offset = (slot * SlotSize) + ((long)from * EntrySize);
        try
        {
            while (!bytes.IsEmpty)
            {
                var read = RandomAccess.Read(_file, bytes, offset);
                if (read == 0) return false;
                bytes = bytes[read..];
                offset += read;
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Translate(e, _path);
        }
    }

    /// <summary>Reads entries that must be there.</summary>
    /// <exception cref="StorageException">They are not, or cannot be read.</exception>
    internal void Read(int slot, int from, Span<KnownEntry> into)
    {
        if (!TryRead(slot, from, into)) throw new StorageException(StorageError.Corrupt, $"{_path} is shorter than it was. Resume the job to make it anew.");
    }

    internal static ulong Checksum(ReadOnlySpan<KnownEntry> entries)
    {
        const ulong multiplier = 0x9E3779B97F4A7C15;
        ulong sum = 1;
        foreach (var word in MemoryMarshal.Cast<KnownEntry, ulong>(entries)) sum = (System.Numerics.BitOperations.RotateLeft(sum, 23) ^ word) * multiplier;
        return sum;
    }

    public void Dispose() => _file.Dispose();
}
