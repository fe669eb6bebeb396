namespace Petabridge.Cmd;

/// <summary>Describes a command, step by step.</summary>
public sealed class CommandDefinitionBuilder
{
    private readonly List<ArgumentDefinition> _arguments = [];
    private string _name = "";
    private string _description = "";

    public CommandDefinitionBuilder WithName(string name)
    {
        _name = name;
        return this;
    }

    public CommandDefinitionBuilder WithDescription(string description)
    {
        _description = description;
        return this;
    }

    /// <summary>Adds an argument; words without a switch are taken for the arguments in the order in which these are added.</summary>
    public CommandDefinitionBuilder WithArgument(Func<ArgumentBuilder, ArgumentBuilder> build)
    {
        _arguments.Add(build(new ArgumentBuilder()).Build());
        return this;
    }

    /// <exception cref="ArgumentException">The command has no name, or two arguments share one.</exception>
    public CommandDefinition Build() => _name.Length > 0
        ? new CommandDefinition(_name, _description, [.. _arguments])
        : throw new ArgumentException("A command needs a name.");
}
