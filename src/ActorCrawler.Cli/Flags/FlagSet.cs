using System.CommandLine;
using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Cli.Flags;

/// <summary>The options of one command that set settings, and their values once it is parsed.</summary>
internal sealed class FlagSet
{
    private readonly List<(SettingFlag Flag, Option Option)> _options = [];
    private readonly Option<string[]> _set = new("--set")
    {
        HelpName = "KEY=VALUE",
        Description = "Any other setting, such as fetch.idle-timeout=5s. May be repeated.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Adds the options to a command.</summary>
    public FlagSet(Command command, IEnumerable<SettingFlag> flags)
    {
        foreach (var flag in flags)
        {
            var option = Make(flag);
            _options.Add((flag, option));
            command.Options.Add(option);
        }

        command.Options.Add(_set);
    }

    /// <summary>The values given.</summary>
    /// <exception cref="SettingsException">An argument of --set is no assignment, or names no setting.</exception>
    public IEnumerable<SettingValue> Values(ParseResult parsed)
    {
        foreach (var (flag, option) in _options)
        {
            foreach (var value in ValuesOf(parsed, flag, option))
            {
                yield return new SettingValue(flag.Name, flag.Key, value);
                if (flag.AlsoKey is { } also) yield return new SettingValue(flag.Name, also, value);
            }
        }

        foreach (var text in parsed.GetValue(_set) ?? [])
        {
            var split = text.Split('=', 2, StringSplitOptions.TrimEntries);
            if (split.Length != 2) throw new SettingsException($"--set: '{text}': KEY=VALUE is expected, such as fetch.idle-timeout=5s.");
            SettingKeys.Check($"--set {split[0]}", split[0]);
            yield return new SettingValue($"--set {split[0]}", split[0], split[1]);
        }
    }

    private static Option Make(SettingFlag flag) => flag switch
    {
        { ValueName: null } => new Option<bool>(flag.Name) { Description = flag.Description, Arity = ArgumentArity.Zero },
        { IsRepeatable: true } => new Option<string[]>(flag.Name) { Description = flag.Description, HelpName = flag.ValueName, Arity = ArgumentArity.OneOrMore },
        _ => new Option<string>(flag.Name) { Description = flag.Description, HelpName = flag.ValueName },
    };

    private static IEnumerable<string> ValuesOf(ParseResult parsed, SettingFlag flag, Option option) => option switch
    {
        Option<bool> given => parsed.GetValue(given) ? [flag.SwitchValue] : [],
        Option<string[]> many => parsed.GetValue(many) ?? [],
        Option<string> one => parsed.GetValue(one) is { } value ? [value] : [],
        _ => throw new InvalidOperationException($"Unknown option {option.Name}."),
    };
}
