using ActorCrawler.Actors.Settings;
using ActorCrawler.CommandPort;

namespace ActorCrawler.Cli.Pbm;

/// <summary>Turns words into a command, by the palettes that the crawl has told.</summary>
internal static class CommandLineReader
{
    /// <summary>Reads a command; null when the words are none, and <paramref name="problem"/> says why.</summary>
    public static CommandRequest? Read(IReadOnlyList<string> words, IReadOnlyList<PaletteInfo> palettes, out string problem)
    {
        problem = "";
        if (palettes.FirstOrDefault(p => p.Name == words[0]) is not { } palette)
        {
            problem = $"there is no palette '{words[0]}' ({string.Join(", ", palettes.Select(p => p.Name))}).{Meant(words[0], palettes.Select(p => p.Name))}";
            return null;
        }

        if (words.Count == 1)
        {
            problem = $"say which command of {palette.Name}: {string.Join(", ", palette.Commands.Select(c => c.Name))}.";
            return null;
        }

        if (palette.Commands.FirstOrDefault(c => c.Name == words[1]) is not { } command)
        {
            problem = $"there is no command '{words[1]}' in {palette.Name}.{Meant(words[1], palette.Commands.Select(c => c.Name))}";
            return null;
        }

        return ReadArguments(palette, command, words, out problem);
    }

    private static CommandRequest? ReadArguments(PaletteInfo palette, CommandInfo command, IReadOnlyList<string> words, out string problem)
    {
        problem = "";
        var given = new Dictionary<ArgumentInfo, string>();
        for (var i = 2; i < words.Count && problem.Length == 0; i++)
        {
            var (name, value) = Split(words[i], command);
            if (command.Arguments.FirstOrDefault(a => a.Switches.Contains(name)) is { } argument)
            {
                if (value is null && argument.IsSwitch) value = ArgumentInfo.On;
                else if (value is null && i + 1 < words.Count) value = words[++i];
                if (value is null) problem = $"{name} needs a value: {argument.Description}";
                else if (!given.TryAdd(argument, value)) problem = $"{name} is given twice.";
            }
            else if (words[i].StartsWith('-') && words[i].Length > 1)
            {
                problem = $"{palette.Name} {command.Name} has no switch {name}.{Meant(name, command.Arguments.SelectMany(a => a.Switches).Where(s => s.StartsWith("--", StringComparison.Ordinal)))}";
            }
            else if (command.Arguments.FirstOrDefault(a => a.IsMandatory && !given.ContainsKey(a)) is { } next)
            {
                given.Add(next, words[i]);
            }
            else
            {
                problem = $"unexpected word '{words[i]}' behind {palette.Name} {command.Name}.";
            }
        }

        if (problem.Length == 0 && command.Arguments.FirstOrDefault(a => a.IsMandatory && !given.ContainsKey(a)) is { } missing)
            problem = $"{palette.Name} {command.Name} needs {missing.Name.ToUpperInvariant()}: {missing.Description}";
        return problem.Length > 0 ? null : new CommandRequest(palette.Name, command.Name, [.. given.Select(g => (g.Key.Switches[0], g.Value))]);
    }

    /// <summary><c>--top=5</c> is a switch with its value.</summary>
    private static (string Name, string? Value) Split(string word, CommandInfo command)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return word.StartsWith("--", StringComparison.Ordinal) && equals > 0 && command.Arguments.Any(a => a.Switches.Contains(word[..equals]))
            ? (word[..equals], word[(equals + 1)..])
            : (word, null);
    }

    private static string Meant(string written, IEnumerable<string> names) => Nearest.Find(written, names) is { } name ? $" Did you mean {name}?" : "";
}
