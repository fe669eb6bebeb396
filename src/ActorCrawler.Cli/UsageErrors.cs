using System.CommandLine;
using System.CommandLine.Parsing;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Flags;
using ActorCrawler.Cli.Verbs;

namespace ActorCrawler.Cli;

/// <summary>Finds what is wrong with a command line before anything is done, and says it in our words.</summary>
internal static class UsageErrors
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.Action is HelpWithExamples or VersionLine) return [];
        var command = parsed.CommandResult.Command;
        var strays = parsed.UnmatchedTokens.Concat(command.Name == PbmVerb.Name ? Arguments(parsed).TakeWhile(IsFlag) : Arguments(parsed).Where(IsFlag)).Distinct().ToList();
        // What stands behind an unknown flag is most likely its value.
        if (strays.Any(IsFlag)) strays.RemoveAll(s => !IsFlag(s));
        if (strays.Count > 0) return [.. strays.Select(s => Stray(s, command))];
        return [.. parsed.Errors.Select(e => Sentence(e.Message)).Distinct()];
    }

    private static bool IsFlag(string text) => text.Length > 1 && text[0] == '-';

    private static IEnumerable<string> Arguments(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value);

    private static string Stray(string text, Command command)
    {
        if (IsFlag(text))
        {
            var name = text.Split('=', ':')[0];
            if (command.Name == ResumeVerb.Name && SettingFlags.All.Any(f => f.Name == name))
                return $"{name} cannot be given to resume: it is fixed when a job begins.";
            var flags = command.Options.SelectMany(o => o.Aliases.Append(o.Name)).Where(f => f.StartsWith("--", StringComparison.Ordinal));
            return $"unknown flag {name}.{Meant(Nearest.Find(name, flags))}";
        }

        return command is RootCommand
            ? $"unknown verb '{text}'.{Meant(Nearest.Find(text, command.Subcommands.Select(c => c.Name)))}"
            : $"unexpected argument '{text}'.";
    }

    private static string Meant(string? name) => name is null ? "" : $" Did you mean {name}?";

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}
