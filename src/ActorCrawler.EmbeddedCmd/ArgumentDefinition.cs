namespace Petabridge.Cmd;

/// <summary>An argument of a command.</summary>
public sealed class ArgumentDefinition
{
    internal ArgumentDefinition(string name, string description, bool isMandatory, IReadOnlyList<string> switches, IReadOnlyList<string> defaults)
    {
        Name = name;
        Description = description;
        IsMandatory = isMandatory;
        Switch = switches;
        Defaults = defaults;
    }

    /// <summary>What may stand before its value.</summary>
    public IReadOnlyList<string> Switch { get; }

    internal string Name { get; }

    internal string Description { get; }

    internal bool IsMandatory { get; }

    internal IReadOnlyList<string> Defaults { get; }
}
