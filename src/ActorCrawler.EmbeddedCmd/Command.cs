namespace Petabridge.Cmd;

/// <summary>A command as somebody gave it.</summary>
public sealed class Command
{
    internal Command(string name, IReadOnlyList<Tuple<string, string>> arguments)
    {
        Name = name;
        Arguments = arguments;
    }

    /// <summary>Which.</summary>
    public string Name { get; }

    /// <summary>Pairs of switch and value; defaults are among them.</summary>
    public IReadOnlyList<Tuple<string, string>> Arguments { get; }
}
