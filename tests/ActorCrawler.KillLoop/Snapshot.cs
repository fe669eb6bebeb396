using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage;
using ActorCrawler.Storage.Reading;

namespace ActorCrawler.KillLoop;

/// <summary>What a job had committed at a moment.</summary>
internal sealed record Snapshot
{
    private static readonly Snapshot None = new();

    /// <summary>The URLs that count as settled.</summary>
    internal IReadOnlySet<string> Settled { get; private init; } = new HashSet<string>();

    /// <summary>Its hosts, by key.</summary>
    internal IReadOnlyDictionary<string, HostRecord> Hosts { get; private init; } = new Dictionary<string, HostRecord>();

    /// <summary>Sessions so far; 0 while there is no job.</summary>
    internal long Epoch { get; private init; }

    /// <summary>URLs that wait.</summary>
    internal long Queued { get; private init; }

    /// <summary>Reads a job whose process is gone from a copy, so that it stays as the kill left it; one whose process is there as it stands.</summary>
    internal static Snapshot Of(string directory, bool isLive)
    {
        if (!JobDirectory.IsJob(directory)) return None;
        if (isLive) return Read(directory, directory);
        var copy = Directory.CreateTempSubdirectory("killloop-copy-").FullName;
        try
        {
            foreach (var name in new[] { JobDirectory.DatabaseFile, JobDirectory.DatabaseFile + "-wal" })
                if (File.Exists(Path.Combine(directory, name))) File.Copy(Path.Combine(directory, name), Path.Combine(copy, name));
            return Read(copy, directory);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static Snapshot Read(string database, string directory)
    {
        try
        {
            using var reader = JobReader.Open(database);
            var job = reader.Job();
            var length = job.Outputs.FirstOrDefault(output => output.Name == JobDirectory.UrlsFile)?.Bytes ?? 0;
            return new Snapshot
            {
                Settled = length == 0 ? None.Settled : Urls(Path.Combine(directory, JobDirectory.UrlsFile), length),
                Hosts = reader.TopHosts(int.MaxValue).ToDictionary(host => host.Key),
                Epoch = job.Epoch,
                Queued = job.Ledger[Reason.Queued],
            };
        }
        catch (JobDirectoryException)
        {
            // Killed before the first transaction: an empty file.
            return None;
        }
    }

    private static HashSet<string> Urls(string file, long length)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var rows = new byte[length];
        stream.ReadExactly(rows);
        var urls = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in Encoding.UTF8.GetString(rows).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(row);
            urls.Add(document.RootElement.GetProperty("url").GetString()!);
        }

        return urls;
    }
}
