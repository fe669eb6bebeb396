using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorCrawler.Simulator;

namespace ActorCrawler.Benchmarks.Soak;

/// <summary>The rate at which 990 hosts are crawled, alone and beside ten that accept connections and never answer.</summary>
internal static class StalledHosts
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(15);

    /// <summary>Runs both, twice each in turn.</summary>
    /// <returns>0 when the others keep at least 95 % of their rate.</returns>
    public static async Task<int> RunAsync()
    {
        double alone = 0, beside = 0;
        for (var round = 0; round < 2; round++)
        {
            alone += await RateAsync(0);
            beside += await RateAsync(10);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"990 hosts: {alone / 2:0.0} requests/s alone, {beside / 2:0.0} beside ten stalled hosts: {100 * beside / alone:0.0} %"));
        return beside >= 0.95 * alone ? 0 : 1;
    }

    private static async Task<double> RateAsync(int stalled)
    {
        var directory = Directory.CreateTempSubdirectory("stalled-hosts-").FullName;
        var silent = Enumerable.Range(0, stalled).Select(_ => Silent()).ToList();
        try
        {
            await using var web = await SimulatorServer.StartAsync(
                new SimulatorOptions { Hosts = 990, PagesPerHost = 1_000, PageBytes = 1_000, LinksPerPage = 8, Variety = false, LogCapacity = 0 },
                CancellationToken.None);
            var seeds = Path.Combine(directory, "seeds.txt");
            await File.WriteAllLinesAsync(seeds, web.BaseUrls.Concat(silent.Select(s => $"http://{s.LocalEndPoint}/")));
            using var crawler = CrawlerProcess.Start(directory, seeds, ["politeness.delay=3s", "politeness.latency-factor=0", "frontier.sitemaps=off"]);
            await Task.Delay(WarmUp);
            var before = web.Log.Total;
            await Task.Delay(Measured);
            var after = web.Log.Total;
            crawler.Kill();
            await crawler.WaitForExitAsync();
            var rate = (after - before) / Measured.TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stalled} stalled: {rate:0.0} requests/s"));
            return rate;
        }
        finally
        {
            silent.ForEach(s => s.Dispose());
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>The system accepts connections into the backlog; nobody ever reads them.</summary>
    private static Socket Silent()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen(100);
        return socket;
    }
}
