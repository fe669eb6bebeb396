using ActorCrawler.Storage.Files;

namespace ActorCrawler.Storage.Outputs;

/// <summary>Compares what files hold with what was committed of them.</summary>
internal static class OutputTails
{
    private const int TailSize = 1 << 20;

    /// <summary>So many zeros at the end of a binary file are taken for what a loss of power leaves; fewer may be its own.</summary>
    private const int ZeroRun = 64;

    /// <summary>Bytes beyond the committed length.</summary>
    internal static long Excess(AppendFile output) => Math.Max(0, output.ActualLength() - output.Committed);

    /// <summary>
    /// Cuts files that grow no more, where they are still there. What is missing of them stays missing: they may have been moved away.
    /// </summary>
    /// <returns>Bytes cut.</returns>
    /// <exception cref="StorageException">One cannot be cut.</exception>
    internal static long CutEnded(string directory, IEnumerable<StoredOutput> ended)
    {
        long cut = 0;
        foreach (var output in ended) cut += Cut(Path.Combine(directory, output.Name), output.Length);
        return cut;
    }

    /// <summary>Cuts a file, if it is there and longer.</summary>
    /// <returns>Bytes cut.</returns>
    /// <exception cref="StorageException">It cannot be cut.</exception>
    internal static long Cut(string path, long length)
    {
        try
        {
            if (!File.Exists(path)) return 0;
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            var excess = RandomAccess.GetLength(file) - length;
            if (excess <= 0) return 0;
            RandomAccess.SetLength(file, length);
            return excess;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Translate(e, path);
        }
    }

    /// <summary>
    /// How much of the committed length is really there. After a loss of power a file may have its length but zeros at its end, which no text
    /// holds.
    /// </summary>
    internal static long GoodLength(AppendFile output, bool unclean, bool isText)
    {
        var length = Math.Min(output.ActualLength(), output.Committed);
        if (!unclean) return length;
        var tail = new byte[TailSize];
        for (var end = length; end > 0;)
        {
            var start = Math.Max(0, end - TailSize);
            var chunk = tail.AsSpan(0, (int)(end - start));
            ReadAll(output, chunk, start);
            var zeros = isText ? chunk.IndexOf((byte)0) : chunk.LastIndexOfAnyExcept((byte)0) + 1;
            if (zeros < 0 || zeros == chunk.Length) break;
            length = start + zeros;
            if (zeros > 0) break;
            end = start;
        }

        var whole = Math.Min(output.ActualLength(), output.Committed);
        return isText || whole - length >= ZeroRun ? length : whole;
    }

    private static void ReadAll(AppendFile output, Span<byte> into, long offset)
    {
        while (!into.IsEmpty)
        {
            var read = output.Read(into, offset);
            if (read == 0) throw new StorageException(StorageError.Io, $"{output.Name} became shorter while it was read.");
            into = into[read..];
            offset += read;
        }
    }
}
