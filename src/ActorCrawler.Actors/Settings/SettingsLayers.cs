using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorCrawler.Actors.Settings;

/// <summary>All sources of settings, one over the other.</summary>
internal sealed class SettingsLayers
{
    /// <summary>The object that holds every setting of ours.</summary>
    public const string Root = "actorcrawler";

    /// <summary>What variables that hold settings begin with.</summary>
    public const string VariablePrefix = "ACTORCRAWLER_";

    // Sections whose sections have names that the user gives, and the keys that these take.
    private static readonly Dictionary<string, IReadOnlyList<string>> Open = new() { [ExtractionSection.Fields] = FieldKeys.All };

    // Read elsewhere, and never from a file.
    private static readonly string[] OtherVariables = [ClusterSecret.Variable, Parsing.ParserKiller.Variable];

    private readonly List<SettingsLayer> _layers;
    private readonly Config _merged;

    private SettingsLayers(List<SettingsLayer> layers, IReadOnlyDictionary<string, bool> keys)
    {
        _layers = layers;
        Keys = keys;
        var merged = layers[0].Config;
        foreach (var layer in layers.Skip(1)) merged = layer.Config.WithFallback(merged);
        _merged = merged;
    }

    /// <summary>Every key that there is, below <see cref="Root"/>, and whether it holds a list.</summary>
    public IReadOnlyDictionary<string, bool> Keys { get; }

    /// <summary>Everything, akka's own part included.</summary>
    public Config Merged => _merged;

    /// <summary>The lowest layer: reference.conf.</summary>
    public SettingsLayer Reference => _layers[0];

    /// <exception cref="SettingsException">A source cannot be read, or holds a key that nobody reads.</exception>
    public static SettingsLayers Load(SettingsSources sources)
    {
        var reference = SettingsFile.Resource("reference.conf");
        var keys = KeysOf(reference.Config);
        List<SettingsLayer> layers = [reference, SettingsFile.Resource(sources.Role + ".conf")];
        if (sources.JobFile is { } file) layers.Add(SettingsFile.Load(file, sources.WorkingDirectory));
        var errors = layers.Skip(1).SelectMany(l => UnknownKeys(l, keys)).ToList();
        layers.Add(FromEnvironment(sources, keys, errors));
        layers.Add(FromValues(sources, keys));
        return errors.Count == 0 ? new SettingsLayers(layers, keys) : throw new SettingsException(errors);
    }

    /// <summary>The name of the environment variable that sets a key: <c>budget.max-pages</c> is <c>ACTORCRAWLER_BUDGET_MAX_PAGES</c>.</summary>
    public static string VariableOf(string key) => VariablePrefix + key.ToUpperInvariant().Replace('.', '_').Replace('-', '_');

    /// <summary>The value of a key.</summary>
    public HoconValue Value(string key) => _merged.GetValue($"{Root}.{key}")!;

    /// <summary>The layer that a key's value comes from.</summary>
    public SettingsLayer LayerOf(string key) =>
        Enumerable.Reverse(_layers).First(l => !l.Config.IsEmpty && l.Config.HasPath($"{Root}.{key}"));

    private static Dictionary<string, bool> KeysOf(Config reference)
    {
        var keys = new Dictionary<string, bool>();
        Walk(reference.GetValue(Root)!.GetObject()!, "");
        return keys;

        void Walk(HoconObject section, string prefix)
        {
            foreach (var (name, value) in section.Items)
            {
                if (value.IsObject()) Walk(value.GetObject()!, $"{prefix}{name}.");
                else keys.Add(prefix + name, !value.IsString());
            }
        }
    }

    private static IEnumerable<string> UnknownKeys(SettingsLayer layer, Dictionary<string, bool> keys)
    {
        string? reported = null;
        foreach (var path in layer.Paths)
        {
            if (reported is not null && path.StartsWith(reported + ".", StringComparison.Ordinal)) continue;
            var top = path.Split('.')[0];
            if (top is "akka" or "petabridge" || path == Root) continue;
            var key = path.StartsWith(Root + ".", StringComparison.Ordinal) ? path[(Root.Length + 1)..] : null;
            if (key is not null && Open.Keys.FirstOrDefault(o => key.StartsWith(o + ".", StringComparison.Ordinal)) is { } open)
            {
                if (UnknownBelow(layer, path, key[(open.Length + 1)..], Open[open]) is { } error)
                {
                    reported = path;
                    yield return error;
                }

                continue;
            }

            var isSection = key is not null && (Open.ContainsKey(key) || keys.Keys.Any(k => k.StartsWith(key + ".", StringComparison.Ordinal)));
            if (isSection && layer.Config.GetValue(path) is { } value && !value.IsObject())
                yield return $"{layer.PlaceOf(path)}: {path} is a section and takes no value of its own.";
            if (isSection || (key is not null && keys.ContainsKey(key))) continue;
            reported = path;
            yield return $"{layer.PlaceOf(path)}: nothing reads the key {path}.{Hint(path, keys)}";
        }
    }

    /// <summary>What is wrong with a key in a section whose sections have names that the user gives.</summary>
    private static string? UnknownBelow(SettingsLayer layer, string path, string rest, IReadOnlyList<string> known)
    {
        // A name in quotes may hold anything; whoever reads the section judges it.
        var end = rest.StartsWith('"') ? rest.IndexOf('"', 1) + 1 : rest.IndexOf('.', StringComparison.Ordinal);
        if (end <= 0 || end >= rest.Length) return null;
        var key = rest[(end + 1)..];
        if (known.Contains(key)) return null;
        var near = Nearest.Find(key, known);
        return $"{layer.PlaceOf(path)}: nothing reads the key {path}.{(near is null ? $" There are {string.Join(", ", known)}." : $" Did you mean {near}?")}";
    }

    /// <summary>A key may be misspelt, or stand at the wrong place under its right name.</summary>
    private static string Hint(string path, Dictionary<string, bool> keys)
    {
        var last = path[(path.LastIndexOf('.') + 1)..];
        var near = Nearest.Find(path, keys.Keys.Select(k => $"{Root}.{k}"));
        var named = keys.Keys.FirstOrDefault(k => k == last || k.EndsWith("." + last, StringComparison.Ordinal));
        return (named is null ? near : $"{Root}.{named}") is { } meant ? $" Did you mean {meant}?" : "";
    }

    private static SettingsLayer FromEnvironment(SettingsSources sources, Dictionary<string, bool> keys, List<string> errors)
    {
        var byVariable = keys.Keys.ToDictionary(VariableOf);
        var text = new List<string>();
        var places = new Dictionary<string, string>();
        foreach (var (variable, value) in sources.Environment)
        {
            if (!variable.StartsWith(VariablePrefix, StringComparison.Ordinal) || OtherVariables.Contains(variable)) continue;
            if (!byVariable.TryGetValue(variable, out var key))
            {
                var near = Nearest.Find(variable, byVariable.Keys);
                errors.Add($"{variable}: no setting has this environment variable.{(near is null ? "" : $" Did you mean {near}?")}");
                continue;
            }

            var isHocon = keys[key] && value.TrimStart().StartsWith('[');
            text.Add($"{Root}.{key} = {(isHocon ? value : keys[key] ? ListOf([value]) : HoconText.Quote(value))}");
            places[$"{Root}.{key}"] = variable;
        }

        return new SettingsLayer("environment", ParseLines(text), places) { Folder = sources.WorkingDirectory, NamesKeys = false };
    }

    private static SettingsLayer FromValues(SettingsSources sources, Dictionary<string, bool> keys)
    {
        var text = new List<string>();
        foreach (var values in sources.Flags.GroupBy(f => f.Key))
        {
            var isList = keys.TryGetValue(values.Key, out var list) ? list : throw new ArgumentException($"{values.Key} is no setting.", nameof(sources));
            text.Add($"{Root}.{values.Key} = {(isList ? ListOf(values.Select(v => v.Value)) : HoconText.Quote(values.Last().Value))}");
        }

        var places = sources.Flags.GroupBy(f => f.Key).ToDictionary(g => $"{Root}.{g.Key}", g => g.Last().Origin);
        return new SettingsLayer("flags", ParseLines(text), places) { Folder = sources.WorkingDirectory, NamesKeys = false, BareSeconds = true };
    }

    /// <summary>A list in HOCON. An empty text is no element, so that a list which a file gives can be made empty.</summary>
    private static string ListOf(IEnumerable<string> elements) => $"[{string.Join(", ", elements.Where(e => e.Length > 0).Select(HoconText.Quote))}]";

    private static Config ParseLines(List<string> lines)
    {
        try
        {
            return ConfigurationFactory.ParseString(string.Join('\n', lines));
        }
        catch (Exception e)
        {
            // Only a list in a variable is taken as HOCON; everything else was quoted here.
            throw new SettingsException($"An {VariablePrefix}* variable holds a list that is no HOCON: {e.Message}");
        }
    }
}
