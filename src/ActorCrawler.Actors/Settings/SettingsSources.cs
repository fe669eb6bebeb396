using ActorCrawler.Storage;

namespace ActorCrawler.Actors.Settings;

/// <summary>Where settings come from, besides the defaults in reference.conf. Later layers win: role, job file, environment, flags.</summary>
public sealed record SettingsSources
{
    /// <summary>The environment variable that may hold the secret which nodes must know to join.</summary>
    public const string SecretVariable = ClusterSecret.Variable;

    /// <summary>The role file: <c>seed</c> (a node that owns the crawl) or <c>worker</c>.</summary>
    public string Role { get; init; } = "seed";

    /// <summary>Path of the job file; null for none.</summary>
    public string? JobFile { get; init; }

    /// <summary>Environment variables; those that begin with <c>ACTORCRAWLER_</c> are read (reference.conf tells how).</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>A file that holds the secret which nodes must know to join; null: the environment may hold it.</summary>
    public string? SecretFile { get; init; }

    /// <summary>Values given on the command line or by a program.</summary>
    public IReadOnlyList<SettingValue> Flags { get; init; } = [];

    /// <summary>Whether it is an error when there is no start URL; settings without one can be looked at, not crawled with.</summary>
    public bool NeedsStartUrls { get; init; } = true;

    /// <summary>Whether secrets that settings.conf leaves out must be given again: not where nothing is fetched.</summary>
    public bool NeedsSecrets { get; init; } = true;

    /// <summary>What is expected of the job directory; no setting, because it is about one run.</summary>
    public JobOpenMode OpenMode { get; init; }

    /// <summary>The folder that relative paths are taken from, job files excepted: what they name is relative to themselves.</summary>
    public string WorkingDirectory { get; init; } = System.Environment.CurrentDirectory;
}
