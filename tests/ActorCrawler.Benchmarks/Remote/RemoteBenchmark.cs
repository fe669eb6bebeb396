using System.Diagnostics;
using System.Globalization;

namespace ActorCrawler.Benchmarks.Remote;

/// <summary>
/// Hand-over between two processes: bodies of 500 KB with small answers, 16 in flight; and small messages, 1,000 in flight. The same actors run
/// on whichever runtime this program was built for; to compare two, name both builds, and they take turns:
/// <code>
/// dotnet run -c Release -- remote                                          this build, 5 repeats
/// dotnet run -c Release -- remote --repeats 5 --seconds 4 A.dll B.dll      two builds, interleaved
/// </code>
/// </summary>
internal static class RemoteBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["peer", var address]) return await RemotePeer.RunAsync(address);
        var (repeats, seconds, builds) = (5, 4.0, new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "once" when i + 1 < args.Length:
                    return await RemoteMeasurement.RunAsync(Seconds(args[i + 1]));
                case "--repeats" when i + 1 < args.Length:
                    repeats = int.Parse(args[++i], CultureInfo.InvariantCulture);
                    break;
                case "--seconds" when i + 1 < args.Length:
                    seconds = Seconds(args[++i]).TotalSeconds;
                    break;
                case var path when File.Exists(path):
                    builds.Add(Path.GetFullPath(path));
                    break;
                default:
                    await Console.Error.WriteLineAsync($"remote: '{args[i]}' is no option and no file");
                    return 2;
            }
        }

        if (builds.Count == 0) builds.Add(typeof(RemoteBenchmark).Assembly.Location);
        return await CompareAsync(builds, repeats, seconds);
    }

    /// <summary>Starts a build of this program in a process of its own.</summary>
    public static Process Start(string build, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add(build);
        start.ArgumentList.Add("remote");
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }

    private static async Task<int> CompareAsync(List<string> builds, int repeats, double seconds)
    {
        var results = builds.ConvertAll(_ => new List<Result>());
        for (var repeat = 1; repeat <= repeats; repeat++)
        {
            for (var i = 0; i < builds.Count; i++)
            {
                using var process = Start(builds[i], "once", seconds.ToString(CultureInfo.InvariantCulture));
                var output = await process.StandardOutput.ReadToEndAsync();
                await process.WaitForExitAsync();
                if (Result.Parse(output) is not { } result)
                {
                    await Console.Error.WriteLineAsync($"remote: {builds[i]} measured nothing");
                    return 1;
                }

                results[i].Add(result);
                Console.WriteLine($"{repeat}/{repeats}    {result}");
            }
        }

        var medians = results.ConvertAll(Result.Median);
        foreach (var median in medians) Console.WriteLine($"median {median}");
        if (medians is [var a, var b])
        {
            Console.WriteLine(
                $"ratio  {a.Runtime} to {b.Runtime}: bodies {a.Megabytes / b.Megabytes:F2} (CPU {b.CpuPerGigabyte / a.CpuPerGigabyte:F2}), "
                + $"small messages {a.Small / b.Small:F2} (CPU {b.CpuPerSmall / a.CpuPerSmall:F2})");
        }

        return 0;
    }

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(Number(text));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Of one run, or the medians of several.</summary>
    private sealed record Result(string Runtime, double Megabytes, double CpuPerGigabyte, double Small, double CpuPerSmall)
    {
        public static Result? Parse(string output) =>
            output.Split('\n').FirstOrDefault(line => line.StartsWith("RESULT ", StringComparison.Ordinal))?.Split(' ')
                is [_, var runtime, var megabytes, var cpuPerGigabyte, var small, var cpuPerSmall]
                ? new Result(runtime, Number(megabytes), Number(cpuPerGigabyte), Number(small), Number(cpuPerSmall))
                : null;

        public static Result Median(List<Result> results) => new(
            results[0].Runtime,
            Median(results, result => result.Megabytes),
            Median(results, result => result.CpuPerGigabyte),
            Median(results, result => result.Small),
            Median(results, result => result.CpuPerSmall));

        public override string ToString() =>
            $"{Runtime,-9} bodies {Megabytes,6:N0} MB/s, {CpuPerGigabyte,6:F2} CPU s/GB; small {Small,9:N0} round trips/s, {CpuPerSmall,7:F2} CPU us each";

        private static double Median(List<Result> results, Func<Result, double> of)
        {
            var sorted = results.Select(of).Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }
}
