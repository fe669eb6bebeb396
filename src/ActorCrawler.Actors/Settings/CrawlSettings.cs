using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Outputs;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Sitemaps;
using ActorCrawler.Core.Urls;
using ActorCrawler.Http;
using ActorCrawler.Http.Names;
using ActorCrawler.Storage;
using Akka.Configuration;

namespace ActorCrawler.Actors.Settings;

/// <summary>
/// Everything a crawl is told, checked. Made by <see cref="Load"/> from reference.conf and the layers over it; the job directory's
/// settings.conf is written from <see cref="Effective"/>, so change settings by loading them, not by <c>with</c>.
/// </summary>
public sealed record CrawlSettings
{
    /// <summary>The job directory, absolute.</summary>
    public required string Directory { get; init; }

    /// <summary>Where the crawl begins, without repetitions, in the order given; at least one.</summary>
    public required IReadOnlyList<StartUrl> StartUrls { get; init; }

    /// <summary>What belongs to the crawl.</summary>
    public required ScopeSettings Scope { get; init; }

    /// <summary>How URLs are brought into one form.</summary>
    public required CanonicalizationSettings Urls { get; init; }

    /// <summary>How much it may take.</summary>
    public required Budgets Budgets { get; init; }

    /// <summary>How hosts are treated.</summary>
    public required PolitenessSettings Politeness { get; init; }

    /// <summary>What is the same for all fetches.</summary>
    public required FetchSettings Fetch { get; init; }

    /// <summary>How host names are looked up.</summary>
    public required ResolverSettings Resolver { get; init; }

    /// <summary>What the orders for fetches have in common.</summary>
    public required OrderSettings Orders { get; init; }

    /// <summary>Sizes of the frontier, retries and redirects.</summary>
    public required FrontierSettings Frontier { get; init; }

    /// <summary>How pages are parsed, but for what only the job knows: <see cref="ParserSettings.FingerprintKey"/> and <see cref="ParserSettings.ScopeHosts"/> are empty here.</summary>
    public required ParserSettings Parser { get; init; }

    /// <summary>Whether pages with the content of an earlier page are told.</summary>
    public required DuplicateSettings Duplicates { get; init; }

    /// <summary>How sitemaps are read.</summary>
    public required SitemapSettings Sitemaps { get; init; }

    /// <summary>What is written beside pages.jsonl and urls.jsonl.</summary>
    public required OutputSettings Outputs { get; init; }

    /// <summary>How the job directory is kept.</summary>
    public required StorageSettings Storage { get; init; }

    /// <summary>What is expected of the job directory.</summary>
    public required JobOpenMode OpenMode { get; init; }

    /// <summary>Sizes of the actor system.</summary>
    public required ActorSettings Actors { get; init; }

    /// <summary>How worker nodes are taken in.</summary>
    public required NodeSettings Cluster { get; init; }

    /// <summary>How it takes commands.</summary>
    public required CommandSettings Commands { get; init; }

    /// <summary>What is logged.</summary>
    public required LogSettings Log { get; init; }

    /// <summary>How progress is shown.</summary>
    public required ProgressSettings Progress { get; init; }

    /// <summary>What may not change between the runs of a job, as lines <c>name = value</c>: start URLs, scope, URL rules.</summary>
    public required string Identity { get; init; }

    /// <summary>Every setting in force, with its origin and without secrets.</summary>
    public required IReadOnlyCollection<EffectiveSetting> Effective { get; init; }

    /// <summary>The configuration of the actor system: the layers' <c>akka</c> part.</summary>
    public required Config ActorSystem { get; init; }

    /// <summary>Reads the layers and checks them.</summary>
    /// <exception cref="SettingsException">Something in them is wrong; each error names its place.</exception>
    public static CrawlSettings Load(SettingsSources sources) => CrawlSettingsReader.Read(sources);

    /// <summary>How the job's store works.</summary>
    /// <param name="directory">The job directory, locked.</param>
    /// <param name="time">The clock.</param>
    public StoreOptions Store(JobDirectory directory, TimeProvider time) => new()
    {
        Directory = directory.FullPath,
        Identity = Identity,
        Durability = Storage.Durability,
        MaxDepth = Budgets.MaxDepth,
        MaxPagesPerHost = Budgets.MaxPagesPerHost,
        MaxUrlsPerHost = Storage.MaxUrlsPerHost,
        HostCache = Storage.HostCache,
        DatabaseCache = Storage.DatabaseCache,
        KnownUrlsMemory = Storage.KnownUrlsMemory,
        DiskReserve = Storage.DiskReserve,
        LongestRetryWait = Frontier.LongestRetryWait,
        Outputs = OutputSpecs.Of(this, time),
        Tables = Outputs.Sqlite,
        Archive = Outputs.Warc
            ? new ArchiveOptions { Output = OutputNames.Warc, Deduplicates = Outputs.WarcDeduplicate, NewId = Guid.NewGuid }
            : null,
        Time = time,
    };
}
