namespace ActorCrawler.Actors.Settings;

/// <summary>The keys that there are.</summary>
public static class SettingKeys
{
    /// <summary>All of them, below <c>actorcrawler</c>.</summary>
    public static IEnumerable<string> All => SettingsLayers.Load(new SettingsSources()).Keys.Keys;

    /// <summary>Makes sure that a key is one.</summary>
    /// <param name="where">How the error begins.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="SettingsException">There is no such key.</exception>
    public static void Check(string where, string key)
    {
        var all = All.ToList();
        if (all.Contains(key)) return;
        var last = key[(key.LastIndexOf('.') + 1)..];
        var meant = all.FirstOrDefault(k => k.EndsWith("." + last, StringComparison.Ordinal)) ?? Nearest.Find(key, all);
        throw new SettingsException($"{where}: there is no such setting.{(meant is null ? "" : $" Did you mean {meant}?")}");
    }
}
