using System.Diagnostics;
using System.Globalization;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage;

namespace ActorCrawler.Benchmarks.Storage;

/// <summary>
/// The verb <c>frontier</c>: fills a store with synthetic pages (56 links each, 3 of them new) and tells, at each size asked for, how many
/// pages a second commit and lease take, and what memory they need. Only time within the store counts; making the pages does not.
/// </summary>
internal static class FrontierBenchmark
{
    private const int Links = 56;

    private const int WindowSize = 64;

    internal static int Run(string[] args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--sizes"] = "100000,1000000,10000000",
            ["--hosts"] = "200",
            ["--batch"] = "300",
            ["--new"] = "3",
            ["--fill-new"] = "28",
            ["--row"] = "1000",
            ["--durability"] = "Process",
            ["--seconds"] = "5",
            ["--known-memory"] = "67108864",
            ["--cache"] = "16777216",
            ["--dir"] = Path.Combine(Path.GetTempPath(), "actorcrawler-frontier-benchmark"),
        };
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !options.ContainsKey(args[i]))
            {
                Console.Error.WriteLine($"frontier: {args[i]} is not one of {string.Join(' ', options.Select(pair => $"[{pair.Key} {pair.Value}]"))}");
                return 2;
            }

            options[args[i]] = args[i + 1];
        }

        int Number(string name) => int.Parse(options[name], CultureInfo.InvariantCulture);
        var directory = options["--dir"];
        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
        try
        {
            using var store = CrawlStore.Open(new StoreOptions
            {
                Directory = directory,
                Identity = "benchmark",
                Durability = Enum.Parse<Durability>(options["--durability"], ignoreCase: true),
                MaxDepth = null,
                MaxPagesPerHost = null,
                MaxUrlsPerHost = null,
                HostCache = 100_000,
                DatabaseCache = Number("--cache"),
                KnownUrlsMemory = Number("--known-memory"),
                DiskReserve = 0,
                MaxWait = TimeSpan.FromHours(1),
                Time = TimeProvider.System,
            });
            var run = new FrontierRun(store, Number("--hosts"), Number("--batch"), new byte[Number("--row")]);
            Console.WriteLine("known URLs   pages/s  look-ups/s  inserts/s  commit us/page  lease us/page  passed us/page  disk reads MB  allocated B/page  slowest commit  RSS MB  heap MB  files MB");
            foreach (var size in options["--sizes"].Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)))
            {
                run.Fill(size, Links, Number("--fill-new"));
                run.Measure(TimeSpan.FromSeconds(Number("--seconds")), Links, Number("--new"));
                Report(run, directory, Number("--new"));
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        return 0;
    }

    private static void Report(FrontierRun run, string directory, int fresh)
    {
        var rate = run.Pages / (run.CommitTime + run.LeaseTime).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        var files = new DirectoryInfo(directory).EnumerateFiles().Sum(file => file.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Known,10:N0} {rate,9:N0} {rate * Links,11:N0} {rate * fresh,10:N0} {run.CommitTime.TotalMicroseconds / run.Pages,15:N1} {run.LeaseTime.TotalMicroseconds / run.Pages,14:N1} {run.Passed.TotalMicroseconds / run.Pages,15:N1} {run.DiskReads >> 20,14:N0} {run.Allocated / run.Pages,17:N0} {run.Slowest.TotalMilliseconds,12:N0} ms {process.WorkingSet64 >> 20,7:N0} {GC.GetTotalMemory(false) >> 20,8:N0} {files >> 20,9:N0}"));
    }

    /// <summary>A crawl without network and parsing.</summary>
    private sealed class FrontierRun
    {
        private readonly CrawlStore _store;

        private readonly int _batchSize;

        private readonly byte[] _row;

        private readonly SyntheticHost[] _hosts;

        private readonly Dictionary<string, long> _ids = [];

        private readonly Random _chance = new(20261122);

        private readonly CommitBatch _batch = new();

        private readonly Fingerprinter _fingerprinter;

        private int _turn;

        internal FrontierRun(CrawlStore store, int hosts, int batchSize, byte[] row)
        {
            (_store, _batchSize, _row) = (store, batchSize, row);
            _row.AsSpan().Fill((byte)'x');
            _row[^1] = (byte)'\n';
            _fingerprinter = new Fingerprinter(store.FingerprintKey.Span);
            _hosts = [.. Enumerable.Range(0, hosts).Select(number => new SyntheticHost(number))];
            var url = new byte[200];
            foreach (var host in _hosts)
            {
                host.Known = 1;
                var text = System.Text.Encoding.ASCII.GetString(url, 0, host.WriteUrl(0, url));
                _batch.Found.Add(new NewUrl(text, host.Origin, VisitKind.Start, 0, 0, 0, Reason.Queued));
            }

            foreach (var growth in _store.Commit(_batch).Growth) _ids.Add(growth.Key, growth.HostId);
            _batch.Clear();
        }

        internal long Known { get; private set; }

        internal long Pages { get; private set; }

        internal TimeSpan CommitTime { get; private set; }

        internal TimeSpan LeaseTime { get; private set; }

        /// <summary>Time that passed within the store, waits for the disk and for other processes included.</summary>
        internal TimeSpan Passed { get; private set; }

        /// <summary>Bytes of garbage-collected memory that commits asked for.</summary>
        internal long Allocated { get; private set; }

        /// <summary>Bytes that the system had to fetch from the disk (Linux).</summary>
        internal long DiskReads { get; private set; }

        internal TimeSpan Slowest { get; private set; }

        internal void Fill(int size, int links, int fresh)
        {
            while (_store.Ledger.Discovered < size) Step(links, fresh);
        }

        internal void Measure(TimeSpan time, int links, int fresh)
        {
            // A crawl that has filled up is measured in the state in which it goes on, not in the one in which filling left it.
            for (var i = 0; i < 10; i++) Step(links, fresh);
            (Pages, CommitTime, LeaseTime, Passed, Slowest) = (0, default, default, default, default);
            Allocated = 0;
            var reads = BytesRead();
            while (CommitTime + LeaseTime < time) Step(links, fresh);
            Known = _store.Ledger.Discovered;
            DiskReads = BytesRead() - reads;
        }

        private static long BytesRead() =>
            File.Exists("/proc/self/io")
                ? long.Parse(File.ReadLines("/proc/self/io").First(line => line.StartsWith("read_bytes", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture)
                : 0;

        private void Step(int links, int fresh)
        {
            for (var i = 0; i < _batchSize; i++)
            {
                if (Next() is not { } next) break;
                _batch.Settled.Add(new SettledUrl
                {
                    Url = next.Url,
                    Reason = Reason.Page,
                    Status = 200,
                    ContentType = "text/html; charset=utf-8",
                    Size = 30_000,
                    BytesReceived = 9_000,
                    Indexable = true,
                    FetchedAt = DateTimeOffset.UnixEpoch.AddYears(56),
                    Elapsed = TimeSpan.FromMilliseconds(50),
                    ContentHash = new byte[32],
                    PageRow = _row,
                    Links = next.Host.Links(_chance, _fingerprinter, Math.Min(links, next.Host.Known + fresh), fresh),
                });
            }

            var started = ThreadClock.Now();
            var before = Stopwatch.GetTimestamp();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            _store.Commit(_batch);
            Allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
            var took = ThreadClock.Now() - started;
            Passed += Stopwatch.GetElapsedTime(before);
            CommitTime += took;
            if (took > Slowest) Slowest = took;
            Pages += _batch.Settled.Count;
            foreach (var settled in _batch.Settled) _hosts[_turnOf[settled.Url.HostId]].Held.Remove(settled.Url.Id);
            _batch.Clear();
        }

        private readonly Dictionary<long, int> _turnOf = [];

        private (SyntheticHost Host, QueuedUrl Url)? Next()
        {
            for (var tries = 0; tries < _hosts.Length; tries++)
            {
                var host = _hosts[_turn++ % _hosts.Length];
                if (host.Window.Count == 0) Load(host);
                if (host.Window.TryDequeue(out var url)) return (host, url);
            }

            return null;
        }

        private void Load(SyntheticHost host)
        {
            var id = _ids[host.Origin];
            _turnOf[id] = host.Number;
            var started = ThreadClock.Now();
            var before = Stopwatch.GetTimestamp();
            var urls = _store.LoadWindow(id, host.Held, WindowSize, DateTimeOffset.UnixEpoch.AddYears(56), out _);
            LeaseTime += ThreadClock.Now() - started;
            Passed += Stopwatch.GetElapsedTime(before);
            foreach (var url in urls)
            {
                host.Window.Enqueue(url);
                host.Held.Add(url.Id);
            }
        }
    }
}
