using System.Diagnostics;
using System.Globalization;
using ActorCrawler.Simulator;
using ActorCrawler.Simulator.Web;

namespace ActorCrawler.Benchmarks.Waits;

/// <summary>
/// The verb <c>waits</c>: a flat list of URLs whose answers are held back, thousands of them waited for at a time. The simulator runs in
/// another process, and so does the crawler. A bare client that does nothing but wait tells what the simulator can do at most.
/// </summary>
internal static class WaitsBenchmark
{
    internal static async Task<int> RunAsync(string[] args)
    {
        var options = new BenchmarkOptions("waits", new()
        {
            ["--program"] = BuiltProgram.Location,
            ["--hosts"] = "100",
            ["--urls"] = "20000",
            ["--latency"] = "500",
            ["--in-flight"] = "5000",
            ["--page-size"] = "2000",
            ["--repeats"] = "3",
        });
        if (!options.TryRead(args)) return 2;
        var (hosts, urls, inFlight) = (options.Number("--hosts"), options.Number("--urls"), options.Number("--in-flight"));
        var latency = TimeSpan.FromMilliseconds(options.Number("--latency"));
        var directory = Directory.CreateTempSubdirectory("actorcrawler-waits-").FullName;
        try
        {
            using var web = new ChildProcess(
                options["--program"], "web", "--plain", "--naming", "addresses", "--links", "4", "--page-size", $"{options["--page-size"]}B",
                "--hosts", Text(hosts), "--pages", Text(urls / hosts), "--latency", $"{options["--latency"]}ms");
            var list = await ListAsync(web, hosts, urls / hosts, options.Number("--page-size"), latency).ConfigureAwait(false);
            var seeds = Path.Combine(directory, "urls.txt");
            await File.WriteAllLinesAsync(seeds, list).ConfigureAwait(false);

            var ideal = latency * Math.Ceiling((double)list.Count / inFlight);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{list.Count:N0} URLs, {inFlight:N0} in flight, {latency.TotalMilliseconds:N0} ms each: {ideal.TotalSeconds:0.00} s at best"));
            Console.WriteLine("               wall s  of ideal  CPU s  peak MB     pages  simulator CPU s");
            for (var i = 0; i < options.Number("--repeats"); i++)
            {
                await BareAsync(web, list, inFlight, ideal).ConfigureAwait(false);
                await CrawlAsync(web, options["--program"], seeds, Path.Combine(directory, Text(i)), inFlight, hosts, ideal).ConfigureAwait(false);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        return 0;
    }

    /// <summary>The pages of the simulated web, as its manifest names them.</summary>
    private static async Task<List<string>> ListAsync(ChildProcess web, int hosts, int pages, int size, TimeSpan latency)
    {
        var bases = new List<string>();
        while (bases.Count < hosts && await web.Output.ReadLineAsync().ConfigureAwait(false) is { } line) bases.Add(line);
        var simulated = new SimulatorOptions
        {
            Hosts = hosts,
            PagesPerHost = pages,
            LinksPerPage = 4,
            PageBytes = size,
            Variety = false,
            MinLatency = latency,
            MaxLatency = latency,
            Naming = HostNaming.Addresses,
        };
        var plan = new SimulatedWeb(simulated, SiteTable.Make(simulated, [.. bases.Select(url => new Uri(url).Port)]));
        // Hosts take turns, so that no more of one wait at a time than of another.
        return [.. Enumerable.Range(0, pages).SelectMany(page => Enumerable.Range(0, hosts).Select(host => plan.Url(new Target(TargetKind.Page, host, page))))];
    }

    private static async Task BareAsync(ChildProcess web, List<string> urls, int inFlight, TimeSpan ideal)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        using var client = new HttpClient(handler);
        web.Look();
        var (server, own, began) = (web.ProcessorTime, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var next = -1;
        var pages = 0;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var i && i < urls.Count)
            {
                using var answer = await client.GetAsync(urls[i]).ConfigureAwait(false);
                if (answer.IsSuccessStatusCode) Interlocked.Increment(ref pages);
            }
        })).ConfigureAwait(false);
        var time = Stopwatch.GetElapsedTime(began);
        web.Look();
        Report("bare client", time, ideal, Environment.CpuUsage.TotalTime - own, 0, pages, web.ProcessorTime - server);
    }

    private static async Task CrawlAsync(ChildProcess web, string program, string seeds, string output, int inFlight, int hosts, TimeSpan ideal)
    {
        web.Look();
        var (server, began) = (web.ProcessorTime, Stopwatch.GetTimestamp());
        using var crawl = new ChildProcess(
            program, "crawl", "--seeds", seeds, "--max-depth", "0", "--out", output, "--delay", "0", "--per-host", Text(inFlight / hosts),
            "--concurrency", Text(inFlight), "--allow-private", "--no-sitemaps", "--quiet");
        await crawl.WaitAsync().ConfigureAwait(false);
        var time = Stopwatch.GetElapsedTime(began);
        web.Look();
        var pages = File.ReadLines(Path.Combine(output, "pages.jsonl")).Count();
        Report("actorcrawler", time, ideal, crawl.ProcessorTime, crawl.PeakMemory, pages, web.ProcessorTime - server);
    }

    private static void Report(string who, TimeSpan time, TimeSpan ideal, TimeSpan processor, long memory, int pages, TimeSpan server) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{who,-13} {time.TotalSeconds,7:0.00} {time / ideal,9:0.00} {processor.TotalSeconds,6:0.0} {memory >> 20,8:N0} {pages,9:N0} {server.TotalSeconds,16:0.0}"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
