using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ActorCrawler.KillLoop;

/// <summary>Worker processes that join a seed: whoever is killed is followed by another. They outlive the seed and join the next.</summary>
internal sealed class WorkerNodes : IDisposable
{
    private readonly string _program;
    private readonly string _folder;
    private readonly List<CrawlProcess> _workers = [];

    internal WorkerNodes(string program, string folder, int count)
    {
        _program = program;
        _folder = folder;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        }

        for (var i = 0; i < count; i++) _workers.Add(Start());
    }

    /// <summary>Where the seed is to listen.</summary>
    internal string Address { get; }

    /// <summary>One of them.</summary>
    internal CrawlProcess Any(Random chance) => _workers[chance.Next(_workers.Count)];

    /// <summary>Kills one of them or all.</summary>
    internal async Task KillAsync(Random chance, bool all)
    {
        for (var i = 0; i < _workers.Count; i++)
        {
            if (!all && i != chance.Next(_workers.Count)) continue;
            if (!_workers[i].HasExited) await _workers[i].KillAsync().ConfigureAwait(false);
            _workers[i].Dispose();
            _workers[i] = Start();
        }
    }

    public void Dispose()
    {
        foreach (var worker in _workers) worker.Dispose();
    }

    private CrawlProcess Start() => CrawlProcess.Start(_program, ["worker", "--join", Address, "--parsers", "1"], _folder);
}
