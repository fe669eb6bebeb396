using System.Globalization;
using System.Text;

namespace ActorCrawler.Storage;

/// <summary>A job's directory, locked for this process until disposed.</summary>
public sealed class JobDirectory : IDisposable
{
    /// <summary>The effective settings, without secrets.</summary>
    public const string SettingsFile = "settings.conf";

    /// <summary>Frontier and ledger (SQLite).</summary>
    public const string DatabaseFile = "crawl.db";

    /// <summary>An index over the URLs in <see cref="DatabaseFile"/>; made again from there when it is missing.</summary>
    public const string KnownFile = "crawl.known";

    /// <summary>One row per page.</summary>
    public const string PagesFile = "pages.jsonl";

    /// <summary>One row per URL fetched, failed, or excluded by robots.txt.</summary>
    public const string UrlsFile = "urls.jsonl";

    /// <summary>The log.</summary>
    public const string LogFile = "crawl.log";

    /// <summary>The lock; names its owner.</summary>
    public const string LockFile = "crawl.lock";

    /// <summary>What its process is parsing at the moment; there only while a process is at work, or after one died.</summary>
    public const string MarksFile = "crawl.parsing";

    /// <summary>What worker nodes must know to join; for its owner's eyes alone.</summary>
    public const string SecretFile = "crawl.secret";

    /// <summary>Where its process listens for commands, and the secret; there only while a process is at work, or after one died.</summary>
    public const string CommandsFile = "crawl.commands";

    private readonly JobLock _lock;

    private JobDirectory(string path, JobLock jobLock, bool isNew, string? movedTo)
    {
        FullPath = path;
        _lock = jobLock;
        IsNew = isNew;
        MovedTo = movedTo;
    }

    /// <summary>Where it is, absolute.</summary>
    public string FullPath { get; }

    /// <summary>Whether there is no job in it yet: <see cref="CrawlStore.Open"/> will create one.</summary>
    public bool IsNew { get; }

    /// <summary>Where an older directory of this name was moved; null when none was.</summary>
    public string? MovedTo { get; }

    /// <summary>The process that held the job before and died; null when it was closed in order.</summary>
    public JobOwner? DeadOwner => _lock.DeadOwner;

    /// <summary>Opens or creates a job directory and locks it.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="mode">What is expected there.</param>
    /// <param name="time">The clock: names the start in the lock, and the time in the name of a directory moved aside.</param>
    /// <exception cref="JobDirectoryException">It cannot be used; the message says why and what to do.</exception>
    public static JobDirectory Open(string path, JobOpenMode mode, TimeProvider time)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(path)) throw new JobDirectoryException(JobDirectoryError.NotAJob, $"{path} is a file, not a job directory.");
        var now = time.GetUtcNow();
        var owner = JobOwner.Current(now);
        try
        {
            var movedTo = mode == JobOpenMode.Fresh ? MoveAside(path, owner, now) : null;
            if (mode == JobOpenMode.OpenExisting && !IsJob(path))
            {
                throw new JobDirectoryException(
                    JobDirectoryError.NotFound,
                    Directory.Exists(path) ? $"{path} holds no job: there is no {DatabaseFile} in it." : $"{path} does not exist.");
            }

            if (!IsJob(path) && Foreign(path) is { } foreign)
            {
                throw new JobDirectoryException(
                    JobDirectoryError.NotAJob, $"{path} exists and is not a job directory: {foreign} stands in it. Use another --out.");
            }

            Directory.CreateDirectory(path);
            var jobLock = JobLock.Take(Path.Combine(path, LockFile), owner);
            return new JobDirectory(path, jobLock, !IsJob(path), movedTo);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputDirectory.Unusable(path, e);
        }
    }

    /// <summary>Whether there is a job in a directory.</summary>
    public static bool IsJob(string path) => File.Exists(Path.Combine(path, DatabaseFile));

    /// <summary>Who a job's lock file names: the process at work there, or one that died; null when nobody.</summary>
    public static JobOwner? Owner(string path) => JobLock.ReadOwner(Path.Combine(path, LockFile));

    /// <summary>The path of a file in it.</summary>
    public string PathOf(string name) => Path.Combine(FullPath, name);

    /// <summary>Writes a file whole or not at all, whatever is lost, power included.</summary>
    /// <param name="name">Its name in the directory.</param>
    /// <param name="text">What it is to hold.</param>
    /// <param name="secret">Whether only the owner of the directory may read it (on Windows the directory's own rules apply).</param>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public void WriteFile(string name, string text, bool secret = false)
    {
        var path = Path.Combine(FullPath, name);
        var temporary = path + ".new";
        try
        {
            File.Delete(temporary);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
            if (secret && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(temporary, options))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                Force(() => Files.SystemCalls.Sync(file.SafeFileHandle, temporary));
            }

            File.Move(temporary, path, overwrite: true);
            Force(() => Files.SystemCalls.SyncDirectory(FullPath));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Files.FileErrors.Translate(e, path);
        }
    }

    private static void Force(Action sync)
    {
        try
        {
            sync();
        }
        catch (IOException e)
        {
            throw new StorageException(StorageError.SyncFailed, e.Message, e);
        }
    }

    /// <summary>Reads a file; null when it is not there.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public string? ReadFile(string name)
    {
        var path = Path.Combine(FullPath, name);
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Files.FileErrors.Translate(e, path);
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _lock.Dispose();

    private static string? MoveAside(string path, JobOwner owner, DateTimeOffset now)
    {
        if (!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any()) return null;
        if (!IsJob(path) && Foreign(path) is { } foreign)
            throw new JobDirectoryException(JobDirectoryError.NotAJob, $"{path} is not a job directory: {foreign} stands in it. It is left alone; use another --out.");

        // Taken to learn whether anyone works there. Released again before the move, because Windows moves no directory with an open file.
        JobLock.Take(Path.Combine(path, LockFile), owner).Dispose();
        var target = $"{path}.{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        for (var i = 2; Directory.Exists(target) || File.Exists(target); i++)
            target = $"{path}.{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{i}";
        Directory.Move(path, target);
        return target;
    }

    /// <summary>Something in the directory that no job puts there; null when there is none. A creation that was cut short left only ours.</summary>
    private static string? Foreign(string path)
    {
        string[] ours = [SettingsFile, SettingsFile + ".new", PagesFile, UrlsFile, KnownFile, LogFile, LockFile, MarksFile, SecretFile, CommandsFile, CommandsFile + ".new"];
        return Directory.Exists(path)
            ? Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).FirstOrDefault(name => !ours.Contains(name))
            : null;
    }
}
