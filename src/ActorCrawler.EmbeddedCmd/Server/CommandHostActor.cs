using Akka.Actor;
using Petabridge.Cmd.Host;

namespace Petabridge.Cmd.Server;

/// <summary>The parent of all connections' actors.</summary>
internal sealed class CommandHostActor : UntypedActor
{
    private readonly IReadOnlyList<CommandPaletteHandler> _handlers;
    private readonly CommandSettings _settings;

    public CommandHostActor(IReadOnlyList<CommandPaletteHandler> handlers, CommandSettings settings)
    {
        _handlers = handlers;
        _settings = settings;
    }

    public static Props Props(IReadOnlyList<CommandPaletteHandler> handlers, CommandSettings settings) =>
        Akka.Actor.Props.Create(() => new CommandHostActor(handlers, settings));

    protected override void OnReceive(object message)
    {
        if (message is CommandProtocol.Open) Sender.Tell(Context.ActorOf(ConnectionActor.Props(_handlers, _settings)));
        else Unhandled(message);
    }
}
