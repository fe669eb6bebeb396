using ActorCrawler.Core.Urls;

namespace ActorCrawler.Actors.Settings;

/// <summary>Puts the sections together.</summary>
internal static class CrawlSettingsReader
{
    private const string StartUrlsKey = "start-urls";
    private const string SeedsKey = "seeds";
    private const string OutKey = "out";

    /// <summary>Sections and keys whose values a job keeps for good: they decided what the stored URLs are and which were left out.</summary>
    private static readonly string[] IdentityKeys = ["scope.", "urls.", "traps."];

    public static CrawlSettings Read(SettingsSources sources)
    {
        var layers = SettingsLayers.Load(sources);
        var reader = new SettingsReader(layers) { NeedsSecrets = sources.NeedsSecrets };
        var startUrls = ReadStartUrls(reader, sources.NeedsStartUrls);
        var userAgent = UserAgent.Read(reader);
        var politeness = PolitenessSection.Read(reader, userAgent);
        var scope = ScopeSection.Read(reader);
        var urls = ScopeSection.ReadUrls(reader);
        var frontier = EngineSections.ReadFrontier(reader, politeness.PerHost);
        var duplicates = ParserSection.ReadDuplicates(reader);
        var outputs = OutputSection.Read(reader);
        var parser = ParserSection.Read(reader, scope, urls, userAgent, duplicates, outputs);
        // A job file may hold the settings of its workers too.
        ClusterSection.ReadWorker(reader);
        var cluster = ClusterSection.Read(reader);
        var settings = new CrawlSettings
        {
            StartUrls = startUrls,
            Directory = ReadDirectory(reader, startUrls, sources.WorkingDirectory),
            Scope = scope,
            Urls = urls,
            Budgets = PolitenessSection.ReadBudgets(reader),
            Politeness = politeness,
            Fetch = FetchSection.Read(reader, userAgent, startUrls, politeness, frontier.Concurrency, outputs),
            Resolver = ResolverSection.Read(reader),
            Orders = FetchSection.ReadOrders(reader),
            Frontier = frontier,
            Parser = parser,
            Duplicates = duplicates,
            Outputs = outputs,
            Sitemaps = ParserSection.ReadSitemaps(reader, parser),
            Storage = StorageSection.Read(reader),
            OpenMode = sources.OpenMode,
            Actors = EngineSections.ReadActors(reader),
            Cluster = cluster with
            {
                Secret = ClusterSecret.Given(sources, reader, cluster.IsNode),
                WorkerFile = sources.JobFile is { } file ? Path.GetFullPath(file, sources.WorkingDirectory) : null,
                WorkerParsersGiven = layers.Value("worker.parsers").GetString() != ValueText.Auto,
                WorkerFlags = [.. sources.Flags.Where(f => f.Key.StartsWith("worker.", StringComparison.Ordinal))],
            },
            Commands = new CommandSettings { Listen = reader.Switch("commands.listen") },
            Log = EngineSections.ReadLog(reader),
            Progress = EngineSections.ReadProgress(reader),
            Identity = JobIdentity.Of(startUrls, reader.Effective.Where(e => IdentityKeys.Any(s => e.Key.StartsWith(s, StringComparison.Ordinal)))),
            Effective = reader.Effective,
            ActorSystem = layers.Merged,
        };
        reader.ThrowIfWrong();
        return settings;
    }

    private static List<StartUrl> ReadStartUrls(SettingsReader reader, bool needsSome)
    {
        var given = reader.List(StartUrlsKey, StartUrlList.Check);
        var urls = new List<StartUrl>();
        foreach (var text in given)
        {
            if (StartUrlList.TryParse(text, out var url, out _)) urls.Add(url);
        }

        var seeds = reader.OptionalText(SeedsKey, "the path of a file", t => t.Length > 0);
        if (seeds is not null) urls.AddRange(StartUrlList.ReadFile(seeds, reader.FolderOf(SeedsKey), reader.Note));
        urls = [.. urls.Distinct()];
        if (urls.Count == 0 && needsSome && !reader.HasErrors)
            reader.Note(seeds is null ? "There is no start URL: give one, or a file of them with --seeds." : $"{seeds}: the file holds no start URL.");
        return urls;
    }

    private static string ReadDirectory(SettingsReader reader, List<StartUrl> startUrls, string workingDirectory)
    {
        var text = reader.Text(OutKey, "the path of a directory, or auto", t => t.Length > 0 && !t.Contains('\0', StringComparison.Ordinal));
        if (text != ValueText.Auto) return Path.GetFullPath(text, reader.FolderOf(OutKey));
        return Path.GetFullPath(startUrls.Count == 0 ? "crawl" : "crawl-" + NameOf(startUrls[0].Url), workingDirectory);
    }

    /// <summary>The host, and the port where one is given, as a file name on any system.</summary>
    private static string NameOf(string url)
    {
        HostKey.TryParse(url, out var host);
        var name = host.Origin[(host.Scheme.Length + "://".Length)..];
        return string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-')).Trim('-', '.');
    }
}
