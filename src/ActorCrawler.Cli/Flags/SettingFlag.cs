namespace ActorCrawler.Cli.Flags;

/// <summary>A flag that sets a setting.</summary>
/// <param name="Name">The flag, such as <c>--max-pages</c>.</param>
/// <param name="Key">The setting below <c>actorcrawler</c>.</param>
/// <param name="ValueName">How help calls its value; null for a switch, which takes none.</param>
/// <param name="Description">What it does, for help.</param>
internal sealed record SettingFlag(string Name, string Key, string? ValueName, string Description)
{
    /// <summary>What a switch sets its setting to.</summary>
    public string SwitchValue { get; init; } = "on";

    /// <summary>A further setting that gets the same value.</summary>
    public string? AlsoKey { get; init; }

    /// <summary>Whether it may be given several times.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it may differ between the runs of a job.</summary>
    public bool MayChange { get; init; } = true;
}
