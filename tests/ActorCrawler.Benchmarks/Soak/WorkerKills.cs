using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ActorCrawler.Simulator;

namespace ActorCrawler.Benchmarks.Soak;

/// <summary>
/// The long form of the tests about worker processes: a crawl of the simulated web whose workers are killed again and again, and once its
/// coordinator, too.
/// <code>
/// dotnet run -c Release -- worker-kills                              90 s, a worker every 2 s
/// dotnet run -c Release -- worker-kills --seconds 300 --every 1 --kill-seed
/// </code>
/// Holds that every page of the answer key is there, once, and that no page is called a killer.
/// </summary>
internal static class WorkerKills
{
    private const int Hosts = 6;

    /// <summary>Answers are held back for 100 ms on average, four at a time for each host.</summary>
    private const int PagesPerSecond = Hosts * 4 * 10;

    public static async Task<int> RunAsync(string[] args)
    {
        var (seconds, every, killSeed, program) = (90, 2.0, false, BuiltProgram.Location);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--seconds" when i + 1 < args.Length: seconds = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
                case "--every" when i + 1 < args.Length: every = double.Parse(args[++i], CultureInfo.InvariantCulture); break;
                case "--program" when i + 1 < args.Length: program = args[++i]; break;
                case "--kill-seed": killSeed = true; break;
                default:
                    await Console.Error.WriteLineAsync($"worker-kills: '{args[i]}' is no option");
                    return 2;
            }
        }

        var folder = Directory.CreateTempSubdirectory("actorcrawler-kills-").FullName;
        try
        {
            return await RunAsync(folder, seconds, every, killSeed, program);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string folder, int seconds, double every, bool killSeed, string program)
    {
        await using var web = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Hosts = Hosts,
                PagesPerHost = PagesPerSecond * seconds / Hosts,
                Naming = HostNaming.Ports,
                MinLatency = TimeSpan.FromMilliseconds(50),
                MaxLatency = TimeSpan.FromMilliseconds(150),
                LogCapacity = 0,
            },
            CancellationToken.None);
        string[] command =
        [
            "crawl", .. web.BaseUrls, "--out", "job", "--workers", "3", "--delay", "0", "--per-host", "4", "--allow-private",
        ];
        var started = TimeProvider.System.GetTimestamp();
        var (kills, seedKills) = (0, 0);
        var crawl = Start(program, folder, command);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(every));
        while (!crawl.HasExited)
        {
            await Task.WhenAny(timer.WaitForNextTickAsync().AsTask(), crawl.WaitForExitAsync());
            if (crawl.HasExited) break;
            if (killSeed && seedKills == 0 && TimeProvider.System.GetElapsedTime(started).TotalSeconds > seconds / 3)
            {
                crawl.Kill();
                await crawl.WaitForExitAsync();
                crawl.Dispose();
                seedKills++;
                crawl = Start(program, folder, command);
                continue;
            }

            if (Workers(crawl.Id) is not { Count: > 0 } workers) continue;
            using var victim = Process.GetProcessById(workers[kills % workers.Count]);
            victim.Kill();
            kills++;
        }

        var elapsed = TimeProvider.System.GetElapsedTime(started);
        Console.WriteLine($"{elapsed.TotalSeconds:F0} s, {kills} workers killed, {seedKills} coordinators killed, exit code {crawl.ExitCode}");
        var code = crawl.ExitCode;
        crawl.Dispose();
        return code == 0 && Check(web, Path.Combine(folder, "job")) ? 0 : 1;
    }

    private static bool Check(SimulatorServer web, string job)
    {
        var expected = web.Manifest.Expect().Pages.Select(p => p.Url).ToHashSet();
        var found = File.ReadLines(Path.Combine(job, "pages.jsonl")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("url").GetString()!).ToList();
        var crashed = File.ReadLines(Path.Combine(job, "urls.jsonl")).Count(l => l.Contains("parser-crashed", StringComparison.Ordinal));
        var missing = expected.Count - expected.Intersect(found).Count();
        var duplicates = found.Count - found.Distinct().Count();
        var surplus = found.Except(expected).Count();
        Console.WriteLine($"{expected.Count} pages expected, {found.Count} found: {missing} missing, {surplus} too many, {duplicates} twice, {crashed} called killers");
        return missing == 0 && duplicates == 0 && surplus == 0 && crashed == 0;
    }

    private static Process Start(string program, string folder, string[] command) =>
        Process.Start(new ProcessStartInfo(program, command) { WorkingDirectory = folder }) ?? throw new InvalidOperationException($"{program} did not start.");

    /// <summary>The worker processes that a crawl has started.</summary>
    private static List<int> Workers(int crawl)
    {
        var workers = new List<int>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), out var id)) continue;
            try
            {
                var stat = File.ReadAllText(Path.Combine(directory, "stat"));
                var parent = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
                if (parent == crawl && File.ReadAllText(Path.Combine(directory, "cmdline")).Contains("\0worker\0", StringComparison.Ordinal)) workers.Add(id);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended since.
            }
        }

        return workers;
    }
}
