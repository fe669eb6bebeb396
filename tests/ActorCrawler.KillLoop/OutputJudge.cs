using System.Diagnostics;
using System.Text.Json;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage;
using ActorCrawler.Storage.Reading;

namespace ActorCrawler.KillLoop;

/// <summary>Judges what a crawl left behind: every page once, every row whole, books that sum.</summary>
internal static class OutputJudge
{
    /// <summary>What is wrong with a job that has ended.</summary>
    /// <param name="directory">The job directory.</param>
    /// <param name="expected">The pages that it must have.</param>
    /// <param name="exactly">When a budget was set: so many of them.</param>
    internal static IEnumerable<string> Judge(string directory, IReadOnlySet<string> expected, int? exactly)
    {
        var pages = Urls(directory, JobDirectory.PagesFile, out var torn);
        if (torn is not null) yield return torn;
        var rows = Urls(directory, JobDirectory.UrlsFile, out torn);
        if (torn is not null) yield return torn;
        foreach (var (name, urls) in new[] { (JobDirectory.PagesFile, pages), (JobDirectory.UrlsFile, rows) })
        {
            var twice = urls.GroupBy(url => url.Url).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
            if (twice.Count > 0) yield return $"{twice.Count} URLs stand twice in {name}, such as {twice[0]}";
        }

        var found = pages.Select(page => page.Url).ToHashSet();
        var missing = exactly is null ? expected.Except(found).ToList() : [];
        var extra = found.Except(expected).ToList();
        if (missing.Count > 0) yield return $"{missing.Count} pages are missing, such as {missing[0]}";
        if (extra.Count > 0) yield return $"{extra.Count} pages are not in the known answer, such as {extra[0]}";
        if (exactly is { } budget && pages.Count != budget) yield return $"{pages.Count} pages with a budget of {budget}";

        using var reader = JobReader.Open(directory);
        var job = reader.Job();
        if (!job.Ledger.Balances) yield return "the ledger does not sum";
        if (job.Ledger.Pages != pages.Count) yield return $"the ledger has {job.Ledger.Pages} pages, {JobDirectory.PagesFile} {pages.Count}";
        if (!job.Closed) yield return "the job was not closed";
        foreach (var (reason, count) in job.Ledger.Counts().Where(pair => UrlRow.IsWrittenFor(pair.Key)))
        {
            var written = rows.Count(row => row.Reason == reason.Name());
            if (written != count) yield return $"the ledger has {count} URLs as {reason.Name()}, {JobDirectory.UrlsFile} {written}";
        }

        foreach (var url in found.Take(25))
            if (reader.Why(url)?.Reason.IsPage() != true) yield return $"{url} is a page, but not in the database";
    }

    /// <summary>What a script says that knows more outputs.</summary>
    internal static async Task<IReadOnlyList<string>> CheckAsync(string? script, string directory)
    {
        if (script is null) return [];
        using var python = Process.Start(new ProcessStartInfo("python3", [script, directory]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (text, errors) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
        await python.WaitForExitAsync().ConfigureAwait(false);
        return python.ExitCode == 0 ? [] : [$"{script}: {await text.ConfigureAwait(false)}{await errors.ConfigureAwait(false)}"];
    }

    private static List<(string Url, string? Reason)> Urls(string directory, string name, out string? problem)
    {
        problem = null;
        var urls = new List<(string, string?)>();
        var text = RowFile.Text(directory, name);
        if (text.Length > 0 && !text.EndsWith('\n')) problem = $"{name} ends within a row";
        foreach (var row in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                using var document = JsonDocument.Parse(row);
                urls.Add((document.RootElement.GetProperty("url").GetString()!, document.RootElement.TryGetProperty("reason", out var reason) ? reason.GetString() : null));
            }
            catch (JsonException)
            {
                problem = $"{name} holds a row that is no JSON: {row[..Math.Min(row.Length, 80)]}";
            }
        }

        return urls;
    }
}
