namespace Petabridge.Cmd;

/// <summary>Describes an argument, step by step.</summary>
public sealed class ArgumentBuilder
{
    private readonly List<string> _switches = [];
    private string _name = "";
    private string _description = "";
    private bool _isMandatory;
    private string[] _defaults = [];

    internal ArgumentBuilder()
    {
    }

    public ArgumentBuilder WithName(string name)
    {
        _name = name;
        return this;
    }

    public ArgumentBuilder WithDescription(string description)
    {
        _description = description;
        return this;
    }

    public ArgumentBuilder IsMandatory(bool isMandatory)
    {
        _isMandatory = isMandatory;
        return this;
    }

    /// <summary>Adds a form of its switch.</summary>
    public ArgumentBuilder WithSwitch(string name)
    {
        _switches.Add(name);
        return this;
    }

    public ArgumentBuilder WithDefaultValue(string value) => WithDefaultValues(value);

    public ArgumentBuilder WithDefaultValues(params string[] values)
    {
        _defaults = values;
        return this;
    }

    /// <exception cref="ArgumentException">It has no name or no switch.</exception>
    internal ArgumentDefinition Build() => _name.Length > 0 && _switches.Count > 0
        ? new ArgumentDefinition(_name, _description, _isMandatory, [.. _switches], _defaults)
        : throw new ArgumentException($"An argument needs a name and a switch ('{_name}' {string.Join(' ', _switches)}).");
}
