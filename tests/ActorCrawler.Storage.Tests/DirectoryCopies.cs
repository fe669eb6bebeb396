namespace ActorCrawler.Storage.Tests;

/// <summary>
/// Copies of a job's directory as it stands, which is what a process killed at that moment leaves behind. The shared memory of SQLite's
/// log index is left out: the next opener makes it anew.
/// </summary>
internal sealed class DirectoryCopies(TestJob job) : IDisposable
{
    private readonly List<string> _made = [];

    internal StoreOptions Next()
    {
        var target = Directory.CreateDirectory(Path.Combine(job.Root, $"copy{_made.Count}")).FullName;
        _made.Add(target);
        foreach (var file in Directory.EnumerateFiles(job.FullPath))
            if (!file.EndsWith("-shm", StringComparison.Ordinal)) CopyShared(file, Path.Combine(target, Path.GetFileName(file)));
        return job.Options with { Directory = target };
    }

    public void Dispose()
    {
        foreach (var directory in _made) Directory.Delete(directory, recursive: true);
    }

    /// <summary>The live store has the file open for writing, which File.Copy refuses on Windows.</summary>
    private static void CopyShared(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = File.Create(to);
        source.CopyTo(target);
    }
}
