namespace ActorCrawler.Simulator;

/// <summary>
/// What a simulated web is like. Two servers with equal options serve the same web, byte for byte, but for ports picked by the system.
/// Everything is computed when asked for, so that memory does not grow with the number of pages.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A value is outside the range that its property names.</exception>
public sealed record SimulatorOptions
{
    /// <summary>Chance begins here: another seed gives another web.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of hosts, 1 to 100,000 (250 with <see cref="HostNaming.Ports"/>, 10,000 with <see cref="HostNaming.Addresses"/>).</summary>
    public int Hosts { get; init => field = Within(value, 1, 100_000, nameof(Hosts)); } = 3;

    /// <summary>Linked pages of each host, 1 to 100,000,000.</summary>
    public int PagesPerHost { get; init => field = Within(value, 1, 100_000_000, nameof(PagesPerHost)); } = 100;

    /// <summary>Links of a page, about; 2 to 10,000.</summary>
    public int LinksPerPage { get; init => field = Within(value, 2, 10_000, nameof(LinksPerPage)); } = 24;

    /// <summary>Size of a page in bytes, about (single pages have 0.4 to 3 times as much); 0 to 10,000,000.</summary>
    public int PageBytes { get; init => field = Within(value, 0, 10_000_000, nameof(PageBytes)); } = 8_000;

    /// <summary>Every answer is held back for at least this long; zero to one hour.</summary>
    public TimeSpan MinLatency { get; init => field = Within(value, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(MinLatency)); }

    /// <summary>Every answer is held back for at most this long, by chance; values below <see cref="MinLatency"/> mean that one.</summary>
    public TimeSpan MaxLatency { get; init => field = Within(value, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(MaxLatency)); }

    /// <summary>
    /// Whether there is more than plain pages: redirects, dead links, files, other encodings, aliases with tracking parameters, unicode
    /// paths, pages that forbid indexing or following, parts that robots.txt forbids, pages that only the sitemap names.
    /// </summary>
    public bool Variety { get; init; } = true;

    /// <summary>
    /// The last so many pages of each host hold <see cref="KillerMark"/>: for crawlers that can be told to die of it. No other page is reached
    /// through them. 0 to 1,000, and fewer than a host has pages without children.
    /// </summary>
    public int Killers { get; init => field = Within(value, 0, 1_000, nameof(Killers)); }

    /// <summary>What stands in the pages that are to kill whoever parses them.</summary>
    public const string KillerMark = "simulated-parser-killer";

    /// <summary>Crawl-delay in robots.txt, in seconds, for host number n: element n modulo the number of elements; 0 has none. Empty for none at all.</summary>
    public IReadOnlyList<double> CrawlDelays { get; init; } = [];

    /// <summary>
    /// Every so manieth page, by chance, is answered 503 the first time, with a Retry-After of a second or a date up to two seconds ahead; 0 for none, up to
    /// 1,000,000. Such a server remembers what it was asked.
    /// </summary>
    public int BusyEvery { get; init => field = Within(value, 0, 1_000_000, nameof(BusyEvery)); }

    /// <summary>How hosts are told apart.</summary>
    public HostNaming Naming { get; init; } = HostNaming.Names;

    /// <summary>The first port; 0 lets the system pick.</summary>
    public int Port { get; init => field = Within(value, 0, 65535, nameof(Port)); }

    /// <summary>
    /// Hosts that stall, lie, loop and attack; 0 to 1,000. They are no part of the manifest. With any, there are also ports of 127.0.0.1 whose TLS
    /// goes wrong. They listen from the port behind those of the other hosts on, those with TLS wherever the system lets them.
    /// </summary>
    public int HostileHosts { get; init => field = Within(value, 0, 1_000, nameof(HostileHosts)); }

    /// <summary>Accesses that the log keeps; older ones are forgotten and counted; 0 to 10,000,000.</summary>
    public int LogCapacity { get; init => field = Within(value, 0, 10_000_000, nameof(LogCapacity)); } = 10_000;

    private static T Within<T>(T value, T least, T most, string property) where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be from {least} to {most}");
}
