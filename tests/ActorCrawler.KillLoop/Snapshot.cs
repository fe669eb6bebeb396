using System.Text;
using System.Text.Json;
using ActorCrawler.Storage;
using ActorCrawler.Storage.Reading;

namespace ActorCrawler.KillLoop;

/// <summary>What a job had committed at a moment: read from a copy, so that the job stays as the kill left it.</summary>
internal static class Snapshot
{
    /// <summary>The URLs that count as settled; empty when there is no job yet.</summary>
    internal static IReadOnlySet<string> Settled(string directory)
    {
        if (!JobDirectory.IsJob(directory)) return new HashSet<string>();
        var copy = Directory.CreateTempSubdirectory("killloop-copy-").FullName;
        try
        {
            foreach (var name in new[] { JobDirectory.DatabaseFile, JobDirectory.DatabaseFile + "-wal" })
                if (File.Exists(Path.Combine(directory, name))) File.Copy(Path.Combine(directory, name), Path.Combine(copy, name));
            using var reader = JobReader.Open(copy);
            var length = reader.Job().Outputs.FirstOrDefault(output => output.Name == JobDirectory.UrlsFile)?.Bytes ?? 0;
            return Urls(File.ReadAllBytes(Path.Combine(directory, JobDirectory.UrlsFile)).AsSpan(0, (int)length));
        }
        catch (JobDirectoryException)
        {
            // Killed before the first transaction: an empty file.
            return new HashSet<string>();
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static HashSet<string> Urls(ReadOnlySpan<byte> rows)
    {
        var urls = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in Encoding.UTF8.GetString(rows).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(row);
            urls.Add(document.RootElement.GetProperty("url").GetString()!);
        }

        return urls;
    }
}
