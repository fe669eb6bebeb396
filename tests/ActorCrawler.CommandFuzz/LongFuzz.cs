using System.Diagnostics;
using System.Globalization;
using ActorCrawler.CommandPort;
using ActorCrawler.EmbeddedCmd.Tests.Support;
using Akka.Actor;
using Akka.Configuration;
using Petabridge.Cmd.Host;

namespace ActorCrawler.CommandFuzz;

/// <summary>
/// Random, torn and oversized frames at a command port, half of them before the handshake. Tells memory,
/// handles and threads on the way, and fails when the port does not answer in the end or has grown.
/// </summary>
internal static class LongFuzz
{
    private const int Rounds = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        var frames = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var folder = Directory.CreateTempSubdirectory("command-fuzz-");
        var file = Path.Combine(folder.FullName, "endpoint");
        var secret = CommandSecret.Create();
        var system = ActorSystem.Create("fuzz", ConfigurationFactory.ParseString($$"""
            akka { loglevel = ERROR, stdout-loglevel = ERROR, log-dead-letters = off, coordinated-shutdown.run-by-clr-shutdown-hook = off }
            petabridge.cmd { host = "127.0.0.1", port = 0, log-palettes-on-startup = off, embedded { secret = "{{secret.Text}}", endpoint-file = "{{file}}" } }
            """));
        try
        {
            var port = PetabridgeCmd.Get(system);
            port.RegisterCommandPalette(new SpecCommands(new TaskCompletionSource<IActorRef>()));
            port.Start();
            var endpoint = CommandEndpoint.Read(file)!;
            var readings = new List<(long Memory, int Handles, int Threads)>();
            for (var round = 0; round < Rounds; round++)
            {
                var ended = await new FrameFuzz(endpoint, seed + round).RunAsync(frames / Rounds, CancellationToken.None).ConfigureAwait(false);
                readings.Add(Read());
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(round + 1) * frames / Rounds,8} frames: {readings[^1].Memory >> 10} KiB live, {readings[^1].Handles} handles, {readings[^1].Threads} threads; {ended} connections ended by the port"));
            }

            return await AnswersAsync(endpoint).ConfigureAwait(false) && !HasGrown(readings) ? 0 : 1;
        }
        finally
        {
            await system.Terminate().ConfigureAwait(false);
            folder.Delete(recursive: true);
        }
    }

    private static (long Memory, int Handles, int Threads) Read()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var handles = Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount;
        return (GC.GetTotalMemory(forceFullCollection: true), handles, process.Threads.Count);
    }

    private static async Task<bool> AnswersAsync(CommandEndpoint endpoint)
    {
        using var client = await CommandClient.ConnectAsync(endpoint.Address, endpoint.Secret!, TimeSpan.FromSeconds(10), CancellationToken.None).ConfigureAwait(false);
        var answer = "";
        await client.RunAsync(new CommandRequest("specs", "echo", [("-t", "still here")]), text => answer += text, CancellationToken.None).ConfigureAwait(false);
        Console.WriteLine($"the port answers: {answer}");
        return answer == "still here";
    }

    /// <summary>The second round has everything in place; the last one must not have much more.</summary>
    private static bool HasGrown(List<(long Memory, int Handles, int Threads)> readings)
    {
        var (first, last) = (readings[1], readings[^1]);
        var grown = last.Memory > first.Memory + (1 << 20) || last.Handles > first.Handles + 10 || last.Threads > first.Threads + 10;
        Console.WriteLine(grown ? "it has grown" : "no growth");
        return grown;
    }
}
