using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using ActorCrawler.Actors;

namespace ActorCrawler.Cli.Compare;

/// <summary>The processes of a comparison. Each row has one of its own, so that CPU time and memory are its alone.</summary>
internal static class CompareProcess
{
    /// <summary>The verb of a row's process.</summary>
    public const string RowVerb = "compare-row";

    /// <summary>The verb of a worker process of the row that has those.</summary>
    public const string PartVerb = "compare-part";

    /// <exception cref="IOException">It cannot be started.</exception>
    public static Process Start(WorkerProgram program, string verb)
    {
        try
        {
            var start = new ProcessStartInfo(program.File, [.. program.Arguments, verb])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            return Process.Start(start) ?? throw new IOException($"{program} could not be started.");
        }
        catch (Win32Exception e)
        {
            throw new IOException($"{program} could not be started: {e.Message}", e);
        }
    }

    /// <summary>A row's process: reads its order, works through it, and prints each result and then what it measured.</summary>
    public static async Task RunRowAsync(CliContext context, CancellationToken stop)
    {
        var order = Read(await context.In.ReadLineAsync(stop).ConfigureAwait(false));
        using var work = new PageWork(order);
        var gates = new HostGates(order.PerHost);
        var (results, measured) = await MeasureAsync(order, await MakeAsync(context, order, work, gates).ConfigureAwait(false), context.Time, stop).ConfigureAwait(false);
        foreach (var result in results) await context.Out.WriteLineAsync(JsonSerializer.Serialize(result, CompareJson.Default.PageResult)).ConfigureAwait(false);
        await context.Out.WriteLineAsync(JsonSerializer.Serialize(measured, CompareJson.Default.RowResult)).ConfigureAwait(false);
        await context.Out.FlushAsync(stop).ConfigureAwait(false);
    }

    /// <summary>A worker process: reads its order, then URLs until its input ends, and prints each result when it is there.</summary>
    public static async Task RunPartAsync(CliContext context, CancellationToken stop)
    {
        using var work = new PageWork(Read(await context.In.ReadLineAsync(stop).ConfigureAwait(false)));
        var output = TextWriter.Synchronized(context.Out);
        var running = new List<Task>();
        while (await context.In.ReadLineAsync(stop).ConfigureAwait(false) is { } url)
        {
            running.RemoveAll(task => task.IsCompletedSuccessfully);
            running.Add(AnswerAsync(url));
        }

        await Task.WhenAll(running).ConfigureAwait(false);

        async Task AnswerAsync(string url)
        {
            var result = await work.RunAsync(url, stop).ConfigureAwait(false);
            var line = JsonSerializer.Serialize(result, CompareJson.Default.PageResult);
            lock (output)
            {
                output.WriteLine(line);
                output.Flush();
            }
        }
    }

    private static RowOrder Read(string? line) =>
        JsonSerializer.Deserialize(line ?? throw new IOException("This verb is started by 'actorcrawler compare'."), CompareJson.Default.RowOrder)!;

    private static async Task<IRow> MakeAsync(CliContext context, RowOrder order, PageWork work, HostGates gates) => order.Row switch
    {
        RowNames.Sequential => new SequentialRow(work, gates),
        RowNames.Threads => new ThreadsRow(work, gates, order.Concurrency),
        RowNames.Async => new AsyncRow(work, gates, order.Concurrency),
        RowNames.Actors => new ActorsRow(work, gates, order.Concurrency),
        RowNames.Processes => await ProcessesRow.StartAsync(context.Program ?? throw new IOException("This program cannot start further processes."), order, gates).ConfigureAwait(false),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order.Row, "No such row."),
    };

    private static async Task<(IReadOnlyList<PageResult> Results, RowResult Measured)> MeasureAsync(RowOrder order, IRow row, TimeProvider time, CancellationToken stop)
    {
        await using (row.ConfigureAwait(false))
        {
            using var self = Process.GetCurrentProcess();
            // Start-up and the first use of everything are left out, where that costs nobody a request too many.
            var first = order.Urls.Where(url => url.WaitMs < 0).Take(Math.Max(1, order.Processes)).ToList();
            if (first.Count > 0) await row.RunAsync(first, stop).ConfigureAwait(false);
            var before = ProcessUse.Of(self) + row.Others;
            var idle = MachineIdle.Read();
            var began = time.GetTimestamp();
            var results = await row.RunAsync(order.Urls, stop).ConfigureAwait(false);
            var elapsed = time.GetElapsedTime(began);
            idle = MachineIdle.Read() - idle;
            var after = ProcessUse.Of(self) + row.Others;
            return (results, new RowResult(elapsed.TotalMilliseconds, (after.Cpu - before.Cpu).TotalMilliseconds, after.Peak)
            {
                ReadyMs = (after.Ready - before.Ready)?.TotalMilliseconds,
                IdleMs = idle?.TotalMilliseconds,
            });
        }
    }
}
