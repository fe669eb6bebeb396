using System.Diagnostics;
using System.Globalization;
using ActorCrawler.Simulator;

namespace ActorCrawler.KillLoop;

/// <summary>Makes the disk fail under a crawl: fsync by strace, space by a small tmpfs. For Linux; the second needs root.</summary>
public static class Faults
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly SimulatorOptions Web = new() { Hosts = 3, PagesPerHost = 150, Naming = HostNaming.Ports, LogCapacity = 0, PageBytes = 2_000 };

    /// <summary>
    /// Lets the n-th fsync of a crawl with power durability fail, once: it must end with code 1, try no fsync again, and lose and repeat nothing.
    /// </summary>
    public static async Task<IReadOnlyList<string>> SyncAsync(string program, IEnumerable<int> ns, Action<string> tell)
    {
        var problems = new List<string>();
        await using var web = await SimulatorServer.StartAsync(Web, CancellationToken.None).ConfigureAwait(false);
        foreach (var n in ns)
        {
            using var folder = new WorkFolder(web.BaseUrls);
            var trace = Path.Combine(folder.Path, "trace");
            string[] crawl = Crawl("--durability", "power");
            string[] strace =
                ["-f", "-y", "-qq", "-e", "trace=fsync,fdatasync", "-e", string.Create(CultureInfo.InvariantCulture, $"inject=fsync,fdatasync:error=EIO:when={n}"), "-o", trace, program, .. crawl];
            using (var process = CrawlProcess.Start("strace", strace, folder.Path))
            {
                if (!await process.EndsWithinAsync(Limit).ConfigureAwait(false)) problems.Add($"fsync {n}: the crawl did not end");
                else if (process.ExitCode != 1) problems.Add($"fsync {n}: exit code {process.ExitCode}: {process.Error}");
                var calls = File.ReadAllLines(trace).Where(line => line.Contains("sync(", StringComparison.Ordinal)).ToList();
                var failed = calls.FindIndex(line => line.Contains("INJECTED", StringComparison.Ordinal));
                // SQLite forces the directory after making a file, and does not look what came of it: the store does so again before its first commit, and looks.
                if (failed >= 0 && IsOf(calls[failed], folder.Job) && calls.Skip(failed + 1).Any(call => IsOf(call, folder.Job) && call.Contains("= 0", StringComparison.Ordinal)))
                    failed = calls.FindIndex(failed + 1, call => call.Contains("INJECTED", StringComparison.Ordinal));
                // While the database is being made nothing counts yet: SQLite takes back what failed.
                if (failed >= 0 && !calls.Take(failed).Any(call => call.Contains("crawl.db-wal", StringComparison.Ordinal)) && calls.Skip(failed).All(call => call.Contains("/job/crawl.db", StringComparison.Ordinal)))
                    failed = calls.Count - 1;
                if (failed < 0) problems.Add($"fsync {n}: there were only {calls.Count}");
                else if (calls.Count > failed + 1) problems.Add($"fsync {n}: more calls after the one that failed: {string.Join("; ", calls.Skip(failed))}");
                tell($"fsync {n} failed: exit code {process.ExitCode}, {calls.Count} calls in all; {LastLine(process.Error)}");
            }

            problems.AddRange(await FinishAsync(program, folder, web).ConfigureAwait(false));
        }

        return problems;
    }

    /// <summary>Crawls into a file system that is too small, until the crawl says that it pauses; then makes room: it must go on and complete.</summary>
    /// <param name="program">The program.</param>
    /// <param name="reserve">What is to be left free; 0 B lets writes fail.</param>
    /// <param name="tell">Told a line.</param>
    public static async Task<IReadOnlyList<string>> FullDiskAsync(string program, string reserve, Action<string> tell)
    {
        await using var web = await SimulatorServer.StartAsync(Web, CancellationToken.None).ConfigureAwait(false);
        using var folder = new WorkFolder(web.BaseUrls);
        Directory.CreateDirectory(folder.Job);
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", folder.Job).ConfigureAwait(false);
        try
        {
            using var process = CrawlProcess.Start(program, Crawl("--set", $"storage.disk-reserve={reserve}", "--set", "storage.known-urls-memory=1MiB"), folder.Path);
            var clock = Stopwatch.StartNew();
            while (!process.Error.Contains("paused:", StringComparison.Ordinal))
            {
                if (clock.Elapsed > Limit || process.HasExited) return [$"the crawl never paused: {process.Error}"];
                await Task.Delay(50).ConfigureAwait(false);
            }

            // What was in flight when it paused is still committed, as far as it fits.
            await Task.Delay(3000).ConfigureAwait(false);
            var whole = RowsAreWhole(folder.Job);
            var rows = folder.Pages().Count();
            await Task.Delay(3000).ConfigureAwait(false);
            var later = folder.Pages().Count();
            await RunAsync("mount", "-o", "remount,size=64m", folder.Job).ConfigureAwait(false);
            var ended = await process.EndsWithinAsync(Limit).ConfigureAwait(false);
            tell($"reserve {reserve}: paused at {rows} pages, {later} three seconds later, ended with code {(ended ? process.ExitCode : -1)} and {folder.Pages().Count()} pages; {LastLine(process.Error)}");
            var problems = new List<string>();
            if (later != rows) problems.Add($"{later - rows} pages came while the crawl was paused");
            if (!whole) problems.Add("a row was torn while the disk was full");
            if (!ended || process.ExitCode != 0) problems.Add($"the crawl did not go on: {process.Error}");
            if (!process.Error.Contains("going on", StringComparison.Ordinal)) problems.Add("the crawl did not say that it goes on");
            problems.AddRange(OutputJudge.Judge(folder.Job, Expected(web), null));
            return problems;
        }
        finally
        {
            await RunAsync("umount", folder.Job).ConfigureAwait(false);
        }
    }

    private static bool IsOf(string call, string path) => call.Contains($"<{path}>", StringComparison.Ordinal);

    private static string LastLine(string text) => text.Trim().Split('\n')[^1];

    private static string[] Crawl(params string[] more) =>
        ["crawl", "--seeds", "seeds.txt", "--out", "job", "--delay", "0", "--per-host", "4", "--allow-private", "--quiet", .. more];

    private static async Task<IEnumerable<string>> FinishAsync(string program, WorkFolder folder, SimulatorServer web)
    {
        using var process = CrawlProcess.Start(program, Crawl(), folder.Path);
        return await process.EndsWithinAsync(Limit).ConfigureAwait(false) && process.ExitCode == 0
            ? OutputJudge.Judge(folder.Job, Expected(web), null)
            : [$"the crawl could not be finished: {process.Error}"];
    }

    private static HashSet<string> Expected(SimulatorServer web) => [.. web.Manifest.Expect().Pages.Select(page => page.Url)];

    private static bool RowsAreWhole(string job) =>
        new[] { "pages.jsonl", "urls.jsonl" }.Select(name => File.ReadAllText(Path.Combine(job, name))).All(text => text.Length == 0 || text.EndsWith('\n'));

    private static async Task RunAsync(string program, params string[] args)
    {
        using var process = Process.Start(program, args);
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', args)} failed with code {process.ExitCode}.");
    }
}
