using Akka.Configuration;

namespace ActorCrawler.Actors.Settings;

/// <summary>One source of settings, parsed.</summary>
internal sealed class SettingsLayer
{
    private readonly Dictionary<string, string> _places;

    /// <param name="name">Its name for people.</param>
    /// <param name="config">What it says.</param>
    /// <param name="places">Full key path to where it stands; those of objects too.</param>
    public SettingsLayer(string name, Config config, Dictionary<string, string> places)
    {
        Name = name;
        Config = config;
        _places = places;
    }

    public string Name { get; }

    public Config Config { get; }

    /// <summary>Whether a duration may be a bare number of seconds.</summary>
    public bool BareSeconds { get; init; }

    /// <summary>Whether errors name the key beside the place: a flag or variable names it already.</summary>
    public bool NamesKeys { get; init; } = true;

    /// <summary>What relative paths in it are relative to.</summary>
    public required string Folder { get; init; }

    /// <summary>The full paths of its keys, in the order in which they stand.</summary>
    public IEnumerable<string> Paths => _places.Keys;

    /// <summary>Where a key stands: <c>job.conf:12</c>, <c>--delay</c>.</summary>
    public string PlaceOf(string path)
    {
        for (var at = path; ; at = at[..at.LastIndexOf('.')])
        {
            if (_places.TryGetValue(at, out var place)) return place;
            if (!at.Contains('.', StringComparison.Ordinal)) return Name;
        }
    }

    /// <summary>How an error about a key begins.</summary>
    public string Where(string path) => NamesKeys ? $"{PlaceOf(path)}: {path}" : PlaceOf(path);
}
