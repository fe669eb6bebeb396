using System.Text;
using ActorCrawler.Storage.Files;
using Microsoft.Win32.SafeHandles;

namespace ActorCrawler.Storage;

/// <summary>
/// The lock of a job directory: held by the operating system for as long as the process lives, so that whatever kills it also frees the
/// job. The text in the file only tells people who holds it; a text left behind means that its writer died.
/// </summary>
internal sealed class JobLock : IDisposable
{
    /// <summary>On Windows sharing is the lock, and others may still read who the owner is; on Unix it would become a lock of .NET's own.</summary>
    private static readonly FileShare Share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.ReadWrite | FileShare.Delete;

    private readonly SafeFileHandle _file;

    private JobLock(SafeFileHandle file, JobOwner? deadOwner)
    {
        _file = file;
        DeadOwner = deadOwner;
    }

    /// <summary>Who held it before and died; null when it was released in order.</summary>
    internal JobOwner? DeadOwner { get; }

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="owner">This process.</param>
    /// <param name="tryLock">How to ask the system for it on Unix; null for its own way.</param>
    /// <exception cref="JobDirectoryException">Another process holds it, or the file cannot be written.</exception>
    internal static JobLock Take(string path, JobOwner owner, Func<SafeFileHandle, FileLock>? tryLock = null)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, Share);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new JobDirectoryException(JobDirectoryError.Inaccessible, $"{path} cannot be written: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw InUse(path, ReadOwner(path)?.ToString() ?? "another process", e);
        }

        try
        {
            var buffer = new byte[1024];
            var before = JobOwner.Parse(Encoding.UTF8.GetString(buffer, 0, RandomAccess.Read(file, buffer, 0)));
            if (!OperatingSystem.IsWindows()) Check(path, before, (tryLock ?? SystemCalls.TryLock)(file));
            RandomAccess.SetLength(file, 0);
            RandomAccess.Write(file, Encoding.UTF8.GetBytes(owner.ToText()), 0);
            return new JobLock(file, before);
        }
        catch (IOException e)
        {
            file.Dispose();
            throw new JobDirectoryException(JobDirectoryError.Inaccessible, $"{path} cannot be written: {e.Message}", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Who the file names, whether it lives or not; null when it names nobody.</summary>
    internal static JobOwner? ReadOwner(string path)
    {
        try
        {
            using var file = OperatingSystem.IsWindows()
                ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
                : SystemCalls.OpenForReading(path);
            var buffer = new byte[1024];
            return JobOwner.Parse(Encoding.UTF8.GetString(buffer, 0, RandomAccess.Read(file, buffer, 0)));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Where the system has locks, they alone decide: whatever the text says, its writer is dead when the lock is free. Where it has none, the text
    /// decides, as far as it can be told from here whether the process that it names still lives.
    /// </summary>
    private static void Check(string path, JobOwner? named, FileLock held)
    {
        if (held == FileLock.HeldByAnother) throw InUse(path, named?.ToString() ?? "another process");
        if (held == FileLock.Taken || named is null || named.Lives is false) return;
        throw named.Lives is true
            ? InUse(path, named.ToString())
            : new JobDirectoryException(
                JobDirectoryError.Locked,
                $"{path} names {named}, and the file system has no locks to tell whether it still runs. When it has ended, delete that file.");
    }

    private static JobDirectoryException InUse(string path, string owner, Exception? inner = null) =>
        new(JobDirectoryError.Locked, $"{Path.GetDirectoryName(path)} is in use by {owner}. Stop that crawl first, or use another --out.", inner);

    public void Dispose()
    {
        if (_file.IsClosed) return;
        try
        {
            RandomAccess.SetLength(_file, 0);
        }
        catch (IOException)
        {
            // The text stays and will be taken for a dead owner's, which frees the lock all the same.
        }

        _file.Dispose();
    }
}
