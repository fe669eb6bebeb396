namespace ActorCrawler.CommandPort;

/// <summary>A palette: commands that belong together, by which the first word of a command line goes.</summary>
/// <param name="Name">That word.</param>
/// <param name="Commands">Its commands.</param>
public sealed record PaletteInfo(string Name, IReadOnlyList<CommandInfo> Commands);

/// <summary>A command, by the second word.</summary>
/// <param name="Name">That word.</param>
/// <param name="Description">What it does, for help.</param>
/// <param name="Arguments">What it can be told, in the order in which words without a switch are taken for them.</param>
public sealed record CommandInfo(string Name, string Description, IReadOnlyList<ArgumentInfo> Arguments);

/// <summary>An argument.</summary>
/// <param name="Name">Its name, for help.</param>
/// <param name="Description">What it means, for help.</param>
/// <param name="IsMandatory">Whether the command needs it.</param>
/// <param name="Switches">What may stand before its value; the last is the longest form.</param>
/// <param name="Default">Its value when it is not given; null for none.</param>
public sealed record ArgumentInfo(string Name, string Description, bool IsMandatory, IReadOnlyList<string> Switches, string? Default)
{
    /// <summary>The value of a switch that is given without one, where <see cref="Default"/> is <see cref="Off"/>.</summary>
    public const string On = "on";

    /// <summary>The default of an argument that is a mere switch.</summary>
    public const string Off = "off";

    /// <summary>Whether its switch stands alone.</summary>
    public bool IsSwitch => Default == Off;
}
