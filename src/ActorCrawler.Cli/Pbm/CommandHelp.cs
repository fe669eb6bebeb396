using ActorCrawler.CommandPort;

namespace ActorCrawler.Cli.Pbm;

/// <summary>Help for commands, by the palettes that the crawl has told.</summary>
internal static class CommandHelp
{
    /// <summary>The words that ask for help behind a command.</summary>
    public static bool IsAskedFor(string word) => word is "--help" or "-h" or "-?";

    /// <summary>Help about what the words name: everything, a palette, a command.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string> words, IReadOnlyList<PaletteInfo> palettes)
    {
        var named = palettes.Where(p => words.Count == 0 || p.Name == words[0]).ToList();
        var command = words.Count > 1 ? named.SelectMany(p => p.Commands).FirstOrDefault(c => c.Name == words[1]) : null;
        if (command is not null) return Of(named[0], command);
        return (named.Count > 0 ? named : palettes).SelectMany(p => p.Commands.Select(c => $"{Usage(p, c),-52} {c.Description}"));
    }

    /// <summary>How a command is written.</summary>
    public static string Usage(PaletteInfo palette, CommandInfo command) =>
        string.Join(' ', command.Arguments.Select(Form).Prepend($"{palette.Name} {command.Name}"));

    private static string Form(ArgumentInfo argument) =>
        argument.IsMandatory ? argument.Name.ToUpperInvariant()
        : argument.IsSwitch ? $"[{argument.Switches[^1]}]"
        : $"[{argument.Switches[^1]} {argument.Name.ToUpperInvariant()}]";

    private static IEnumerable<string> Of(PaletteInfo palette, CommandInfo command)
    {
        yield return Usage(palette, command);
        yield return $"  {command.Description}";
        foreach (var argument in command.Arguments)
        {
            var standard = argument.Default is { } value && !argument.IsSwitch ? $" Default: {value}." : "";
            yield return $"  {string.Join(", ", argument.Switches),-16} {argument.Description}{standard}";
        }
    }
}
