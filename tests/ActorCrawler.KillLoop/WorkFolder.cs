using System.Text.Json;
using ActorCrawler.Storage;

namespace ActorCrawler.KillLoop;

/// <summary>A folder for one crawl, with its start URLs; gone when disposed.</summary>
internal sealed class WorkFolder : IDisposable
{
    internal WorkFolder(IEnumerable<string> startUrls)
    {
        Path = Directory.CreateTempSubdirectory("killloop-").FullName;
        File.WriteAllLines(System.IO.Path.Combine(Path, "seeds.txt"), startUrls);
    }

    internal string Path { get; }

    /// <summary>The job directory.</summary>
    internal string Job => System.IO.Path.Combine(Path, "job");

    /// <summary>The URLs in pages.jsonl.</summary>
    internal IEnumerable<string> Pages()
    {
        foreach (var row in RowFile.Text(Job, JobDirectory.PagesFile).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(row);
            yield return document.RootElement.GetProperty("url").GetString()!;
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
