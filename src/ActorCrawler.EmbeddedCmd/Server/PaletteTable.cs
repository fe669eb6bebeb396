using ActorCrawler.CommandPort;
using Petabridge.Cmd.Host;

namespace Petabridge.Cmd.Server;

/// <summary>The palettes that are registered: told to clients, and what their requests are checked against.</summary>
internal sealed class PaletteTable
{
    private readonly Dictionary<(string, string), CommandDefinition> _commands = [];

    public PaletteTable(IReadOnlyList<CommandPaletteHandler> handlers)
    {
        foreach (var palette in handlers.Select(handler => handler.Palette))
            foreach (var command in palette.Commands) _commands.Add((palette.ModuleName, command.Name), command);
        Infos = [.. handlers.Select(handler => new PaletteInfo(handler.Palette.ModuleName, [.. handler.Palette.Commands.Select(Info)]))];
    }

    public IReadOnlyList<PaletteInfo> Infos { get; }

    /// <summary>The command that a request means, with its defaults.</summary>
    /// <returns>Null when it means none; <paramref name="problem"/> says why.</returns>
    public Command? Find(CommandRequest request, out string problem)
    {
        problem = "";
        if (!_commands.TryGetValue((request.Palette, request.Command), out var definition))
        {
            problem = $"there is no command {request.Palette} {request.Command}";
            return null;
        }

        var arguments = new List<Tuple<string, string>>();
        var given = new HashSet<ArgumentDefinition>();
        foreach (var (name, value) in request.Arguments)
        {
            if (definition.Arguments.FirstOrDefault(argument => argument.Switch.Contains(name)) is not { } argument)
                problem = $"{request.Palette} {request.Command} has no switch {name}";
            else if (!given.Add(argument)) problem = $"{name} is given twice";
            else arguments.Add(Tuple.Create(name, value));
            if (problem.Length > 0) return null;
        }

        foreach (var argument in definition.Arguments.Where(argument => !given.Contains(argument)))
        {
            if (argument.Defaults.Count > 0) arguments.Add(Tuple.Create(argument.Switch[0], argument.Defaults[0]));
            else if (argument.IsMandatory) problem = $"{request.Palette} {request.Command} needs {argument.Name}";
        }

        return problem.Length > 0 ? null : new Command(definition.Name, arguments);
    }

    private static CommandInfo Info(CommandDefinition command) => new(command.Name, command.Description, [.. command.Arguments.Select(argument =>
        new ArgumentInfo(argument.Name, argument.Description, argument.IsMandatory, argument.Switch, argument.Defaults.Count > 0 ? argument.Defaults[0] : null))]);
}
