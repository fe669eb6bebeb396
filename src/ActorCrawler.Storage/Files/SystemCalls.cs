using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorCrawler.Storage.Files;

/// <summary>Calls of the system that .NET does not offer, or whose errors it swallows.</summary>
internal static partial class SystemCalls
{
    private const int Interrupted = 4;

    private static readonly int WouldBlock = OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>Forces a file's data to the disk (fsync; FlushFileBuffers on Windows).</summary>
    /// <exception cref="IOException">It failed: what the disk holds is unknown.</exception>
    internal static void Sync(SafeFileHandle file, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            if (!FlushFileBuffers(file)) throw Failure("FlushFileBuffers", path);
            return;
        }

        while (Fsync(file) != 0)
            if (Marshal.GetLastPInvokeError() != Interrupted) throw Failure("fsync", path);
    }

    /// <summary>Forces a directory's entries to the disk; Windows needs and offers no such thing.</summary>
    /// <exception cref="IOException">It failed.</exception>
    internal static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        using var directory = OpenForReading(path);
        Sync(directory, path);
    }

    /// <summary>
    /// Opens a file or directory for reading without the advisory lock that .NET takes, so that a file locked by another process can be read.
    /// </summary>
    /// <exception cref="IOException">It failed.</exception>
    internal static SafeFileHandle OpenForReading(string path)
    {
        const int readOnly = 0;
        var file = UnixOpen(path, readOnly);
        return file.IsInvalid ? throw Failure("open", path) : file;
    }

    /// <summary>
    /// Takes the advisory lock of an open file (flock) without waiting; the system gives it back when the process ends, however it ends. Our own
    /// call, because .NET's can be switched off from the environment and is silent where the file system has no locks.
    /// </summary>
    internal static FileLock TryLock(SafeFileHandle file)
    {
        const int exclusiveWithoutWaiting = 2 | 4;
        while (Flock(file, exclusiveWithoutWaiting) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == WouldBlock) return FileLock.HeldByAnother;
            if (error != Interrupted) return FileLock.Unsupported;
        }

        return FileLock.Taken;
    }

    private static IOException Failure(string call, string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call} failed on {path}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle UnixOpen(string path, int flags);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool FlushFileBuffers(SafeFileHandle file);
}
