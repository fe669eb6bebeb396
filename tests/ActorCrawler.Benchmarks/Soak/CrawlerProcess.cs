using System.Diagnostics;

namespace ActorCrawler.Benchmarks.Soak;

/// <summary>Starts the built program as a process of its own, so that what is measured is the crawler and nothing else.</summary>
internal static class CrawlerProcess
{
    /// <summary>Starts <c>crawl --seeds FILE --out job</c> with further settings.</summary>
    public static Process Start(string directory, string seeds, IEnumerable<string> settings)
    {
        var start = new ProcessStartInfo(BuiltProgram.Location) { WorkingDirectory = directory };
        foreach (var argument in (string[])["crawl", "--seeds", seeds, "--out", "job"])
            start.ArgumentList.Add(argument);
        foreach (var setting in (IEnumerable<string>)["fetch.allow-private=on", "progress.quiet=on", "log.stderr-level=error", .. settings])
        {
            start.ArgumentList.Add("--set");
            start.ArgumentList.Add(setting);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The crawler could not be started.");
    }
}
