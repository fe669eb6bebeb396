using System.Globalization;
using ActorCrawler.Simulator;

namespace ActorCrawler.Benchmarks.Soak;

/// <summary>
/// Crawls 200 hosts with mixed Crawl-delays, some of whose pages answer 503 with Retry-After, kills the crawl in the middle, lets it go on, and judges
/// every gap by the server's own log. Real time and real processes; the suite has the same in simulated time.
/// </summary>
internal static class PolitenessLog
{
    private const double Delay = 0.3;

    /// <summary>The server notes an end only after the last byte went out, so a gap looks shorter than it was by the time between.</summary>
    private static readonly TimeSpan LogError = TimeSpan.FromMilliseconds(10);

    /// <summary>What ended this long before the kill may not have been committed: of it only the full delay is known afterwards.</summary>
    private static readonly TimeSpan Uncommitted = TimeSpan.FromMilliseconds(500);

    private static readonly double[] CrawlDelays = [0, 0.5, 1, 1.5, 2];

    /// <summary>Runs it.</summary>
    /// <returns>0 when no gap is shorter than it should be.</returns>
    public static async Task<int> RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("politeness-log-").FullName;
        try
        {
            await using var web = await SimulatorServer.StartAsync(
                new SimulatorOptions { Hosts = 200, PagesPerHost = 12, CrawlDelays = CrawlDelays, BusyEvery = 6, LogCapacity = 100_000 }, CancellationToken.None);
            var seeds = Path.Combine(directory, "seeds.txt");
            await File.WriteAllLinesAsync(seeds, web.BaseUrls);
            string[] settings = [string.Create(CultureInfo.InvariantCulture, $"politeness.delay={Delay}s"), "politeness.backoff-base=100ms"];
            using var first = CrawlerProcess.Start(directory, seeds, settings);
            await Task.Delay(TimeSpan.FromSeconds(10));
            first.Kill();
            await first.WaitForExitAsync();
            var killed = web.Log.Now;
            using var second = CrawlerProcess.Start(directory, seeds, settings);
            await second.WaitForExitAsync();
            Console.WriteLine($"crawl ended with code {second.ExitCode} after {web.Log.Total} requests, killed after {killed.TotalSeconds:0.0} s");
            return Judge(web.Log.Snapshot(), killed) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static bool Judge(IReadOnlyList<AccessEntry> log, TimeSpan killed)
    {
        var (gaps, tooShort, refused) = (0, 0, log.Count(e => e.Status == 503));
        var tightest = TimeSpan.MaxValue;
        foreach (var host in log.GroupBy(e => e.Host))
        {
            var known = false;
            var before = default(AccessEntry?);
            foreach (var access in host.OrderBy(e => e.Start))
            {
                if (before is { } last)
                {
                    gaps++;
                    var least = Least(host.Key, last, known);
                    if (last.End > killed - Uncommitted && last.End <= killed && access.Start > killed) least = TimeSpan.FromSeconds(Delay);
                    var slack = access.Start - last.End - least;
                    tightest = slack < tightest ? slack : tightest;
                    if (slack < -LogError)
                    {
                        tooShort++;
                        Console.WriteLine($"host {host.Key}: {access.Path} came {access.Start - last.End} after {last.Path} ({last.Status}), not {least}");
                    }
                }

                known |= access.Path == "/robots.txt";
                before = access;
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{log.GroupBy(e => e.Host).Count()} hosts, {gaps} gaps, {refused} answers with Retry-After, {tooShort} gaps too short; the tightest was {tightest.TotalMilliseconds:0.0} ms longer than it had to be"));
        return tooShort == 0 && gaps > 1_000;
    }

    /// <summary>A Retry-After with a date has whole seconds: two seconds ahead are more than one.</summary>
    private static TimeSpan Least(int host, AccessEntry last, bool robotsKnown) =>
        TimeSpan.FromSeconds(Math.Max(Math.Max(Delay, robotsKnown ? CrawlDelays[host % CrawlDelays.Length] : 0), last.Status == 503 ? 1 : 0));
}
