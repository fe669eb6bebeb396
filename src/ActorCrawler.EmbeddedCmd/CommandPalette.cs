namespace Petabridge.Cmd;

/// <summary>Commands that belong together.</summary>
public sealed class CommandPalette
{
    /// <param name="moduleName">The first word of the command line.</param>
    /// <param name="commands">The commands.</param>
    public CommandPalette(string moduleName, IEnumerable<CommandDefinition> commands)
    {
        ModuleName = moduleName;
        Commands = [.. commands];
    }

    internal string ModuleName { get; }

    internal IReadOnlyList<CommandDefinition> Commands { get; }
}
