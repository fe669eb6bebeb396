using Akka.Actor;
using Akka.Event;

namespace Petabridge.Cmd.Host;

/// <summary>
/// Carries out the commands of one palette for one connection. Answers go to <c>Sender</c>; an exception in a command is its answer, and
/// does no harm to the next.
/// </summary>
public abstract class CommandHandlerActor : ReceiveActor
{
    private readonly Dictionary<string, Action<Command>> _handlers = [];
    private readonly CommandPalette _palette;

    /// <param name="commandPalette">The palette.</param>
    protected CommandHandlerActor(CommandPalette commandPalette)
    {
        _palette = commandPalette;
        Receive<Command>(Handle);
    }

    /// <summary>Says what a command does.</summary>
    /// <exception cref="ArgumentException">The palette has no such command, or it has its handler already.</exception>
    protected void Process(string commandName, Action<Command> handler)
    {
        if (_palette.Commands.All(command => command.Name != commandName))
            throw new ArgumentException($"The palette {_palette.ModuleName} has no command {commandName}.", nameof(commandName));
        _handlers.Add(commandName, handler);
    }

    private void Handle(Command command)
    {
        if (!_handlers.TryGetValue(command.Name, out var handler))
        {
            Sender.Tell(new ErroredCommandResponse($"nobody handles {_palette.ModuleName} {command.Name} here"));
            return;
        }

        try
        {
            handler(command);
        }
        catch (Exception e)
        {
            Context.GetLogger().Error(e, "the command {0} {1} failed", _palette.ModuleName, command.Name);
            Sender.Tell(new ErroredCommandResponse(e.Message));
        }
    }
}
