namespace Petabridge.Cmd;

/// <summary>What a command is called, what it does and what it can be told. Made by <see cref="CommandDefinitionBuilder"/>.</summary>
public sealed class CommandDefinition
{
    internal CommandDefinition(string name, string description, IReadOnlyList<ArgumentDefinition> arguments)
    {
        Name = name;
        Description = description;
        Arguments = arguments;
        ArgumentsByName = arguments.ToDictionary(argument => argument.Name);
    }

    /// <summary>The second word of the command line.</summary>
    public string Name { get; }

    /// <summary>The arguments by their names.</summary>
    public IReadOnlyDictionary<string, ArgumentDefinition> ArgumentsByName { get; }

    internal string Description { get; }

    internal IReadOnlyList<ArgumentDefinition> Arguments { get; }
}
