using System.Diagnostics;
using System.Globalization;
using Akka.Actor;

namespace ActorCrawler.Benchmarks.Remote;

/// <summary>The first process: sends, counts the answers, and prints one line.</summary>
internal static class RemoteMeasurement
{
    private const int BodySize = 500_000;
    private const int BodyWindow = 16;
    private const int SmallWindow = 1_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(TimeSpan duration)
    {
        using var peer = RemoteBenchmark.Start(typeof(RemoteMeasurement).Assembly.Location, "peer", "peer");
        var address = await peer.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The second process said nothing.");
        var system = RemoteBenchmarkProtocol.StartSystem("measurement");
        var answerer = await system.ActorSelection($"{address}/user/{RemotePeer.Name}").ResolveOne(TimeSpan.FromSeconds(30));

        var content = new byte[BodySize];
        new Random(1).NextBytes(content);
        var bodies = await MeasureAsync(system, peer, answerer, BodyWindow, id => new RemoteBenchmarkProtocol.Body(id, content), duration);
        var small = await MeasureAsync(system, peer, answerer, SmallWindow, id => new RemoteBenchmarkProtocol.Small(id), duration);

        // Outside of the measurement, and only to say who measured.
        var runtime = typeof(ActorSystem).Assembly.GetName().Name == "Akka" ? "Akka.NET" : "embedded";
        var (megabytes, cpuPerGigabyte) = (bodies.Rate * BodySize / 1e6, bodies.Cpu / BodySize * 1e9);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"RESULT {runtime} {megabytes:F1} {cpuPerGigabyte:F3} {small.Rate:F0} {small.Cpu * 1e6:F3}"));
        peer.StandardInput.Close();
        await system.Terminate();
        await peer.WaitForExitAsync();
        return 0;
    }

    /// <returns>Round trips a second, and the CPU seconds of both processes for one: the latter hardly depends on who else uses the machine.</returns>
    private static async Task<(double Rate, double Cpu)> MeasureAsync(
        ActorSystem system, Process peer, IActorRef answerer, int window, Func<int, object> message, TimeSpan duration)
    {
        var counter = new Counter();
        var sender = system.ActorOf(Props.Create(() => new WindowedSender(answerer, window, message, counter)));
        await Task.Delay(WarmUp, TimeProvider.System);
        var (before, cpuBefore, start) = (counter.Value, CpuSeconds(peer), TimeProvider.System.GetTimestamp());
        await Task.Delay(duration, TimeProvider.System);
        var (count, cpu, elapsed) = (counter.Value - before, CpuSeconds(peer) - cpuBefore, TimeProvider.System.GetElapsedTime(start));
        await sender.GracefulStop(TimeSpan.FromSeconds(10));
        return (count / elapsed.TotalSeconds, cpu / Math.Max(1, count));
    }

    private static double CpuSeconds(Process peer)
    {
        peer.Refresh();
        return (peer.TotalProcessorTime + Environment.CpuUsage.TotalTime).TotalSeconds;
    }

    private sealed class Counter
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add() => Interlocked.Increment(ref _value);
    }

    /// <summary>Keeps a number of messages in flight.</summary>
    private sealed class WindowedSender(IActorRef answerer, int window, Func<int, object> message, Counter counter) : UntypedActor
    {
        private int _next;

        protected override void PreStart()
        {
            for (var i = 0; i < window; i++) answerer.Tell(message(_next++), Self);
        }

        protected override void OnReceive(object answer)
        {
            counter.Add();
            answerer.Tell(message(_next++), Self);
        }
    }
}
