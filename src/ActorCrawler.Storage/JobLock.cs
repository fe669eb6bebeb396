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
    /// <summary>On Unix, .NET turns "shared with nobody" into an exclusive flock; on Windows others may still read who the owner is.</summary>
    private static readonly FileShare Share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;

    private readonly SafeFileHandle _file;

    private JobLock(SafeFileHandle file, JobOwner? deadOwner)
    {
        _file = file;
        DeadOwner = deadOwner;
    }

    /// <summary>Who held it before and died; null when it was released in order.</summary>
    internal JobOwner? DeadOwner { get; }

    /// <summary>Takes the lock.</summary>
    /// <exception cref="JobDirectoryException">Another process holds it, or the file cannot be written.</exception>
    internal static JobLock Take(string path, JobOwner owner)
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
            var holder = ReadOwner(path);
            throw new JobDirectoryException(
                JobDirectoryError.Locked,
                $"{Path.GetDirectoryName(path)} is in use by {holder?.ToString() ?? "another process"}. Stop that crawl first, or use another --out.",
                e);
        }

        try
        {
            var buffer = new byte[1024];
            var before = Encoding.UTF8.GetString(buffer, 0, RandomAccess.Read(file, buffer, 0));
            RandomAccess.SetLength(file, 0);
            RandomAccess.Write(file, Encoding.UTF8.GetBytes(owner.ToText()), 0);
            return new JobLock(file, JobOwner.Parse(before));
        }
        catch (IOException e)
        {
            file.Dispose();
            throw new JobDirectoryException(JobDirectoryError.Inaccessible, $"{path} cannot be written: {e.Message}", e);
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
