using System.CommandLine;

namespace ActorCrawler.Cli;

/// <summary>A verb, with examples for its help.</summary>
internal sealed class VerbCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines that can be copied, each with what it does.</summary>
    public required IReadOnlyList<(string Line, string What)> Examples { get; init; }
}
