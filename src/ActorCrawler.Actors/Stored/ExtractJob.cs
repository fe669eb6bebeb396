using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Actors.Stored;

/// <summary>Runs the extraction again on bodies that an archive holds, without fetching anything.</summary>
public static class ExtractJob
{
    /// <summary>Finds the archives that paths name: files as they are, and those in folders, in the order of their names.</summary>
    /// <exception cref="SettingsException">A path names nothing, or a folder without archives.</exception>
    public static IReadOnlyList<string> FindArchives(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                files.Add(path);
                continue;
            }

            if (!Directory.Exists(path)) throw new SettingsException($"{path}: there is no such file or folder.");
            var found = Directory.EnumerateFiles(path).Where(IsArchive).Order(StringComparer.Ordinal).ToList();
            if (found.Count == 0)
                throw new SettingsException($"{path}: there is no archive in it (.warc.gz, .warc, .arc.gz, .arc). Pages can be extracted again from crawls with --warc.");
            files.AddRange(found);
        }

        return files;
    }

    /// <summary>Extracts.</summary>
    /// <param name="settings">How pages are parsed, and which outputs are made.</param>
    /// <param name="archives">The files.</param>
    /// <param name="onPage">Given each page's row of pages.jsonl, and its rows of the other outputs, in the order of the archives.</param>
    /// <returns>How it went.</returns>
    /// <exception cref="IOException">An archive cannot be read.</exception>
    public static ExtractSummary Run(
        CrawlSettings settings, IReadOnlyList<string> archives, Action<ReadOnlyMemory<byte>, IReadOnlyList<OutputRow>> onPage)
    {
        var stored = new StoredPages(archives, settings.Orders.MaxBodyBytes is > int.MaxValue or < 0 ? int.MaxValue : (int)settings.Orders.MaxBodyBytes);
        using var parser = new StoredPageParser(settings.Parser with
        {
            FingerprintKey = [.. new byte[Fingerprinter.KeySize]],
            Scope = ScopeMode.Any,
            ScopeHosts = [],
            Include = [],
            Exclude = [],
        });
        var answers = 0L;
        var pages = 0L;
        foreach (var page in parser.Parse(Counted()))
        {
            onPage(page.Row, page.Outputs);
            pages++;
        }

        return new ExtractSummary(answers, pages, stored.BodiesMissing, stored.Problems);

        IEnumerable<StoredPage> Counted()
        {
            foreach (var answer in stored.Read())
            {
                answers++;
                yield return answer;
            }
        }
    }

    private static bool IsArchive(string path) =>
        new[] { ".warc.gz", ".warc", ".arc.gz", ".arc" }.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
