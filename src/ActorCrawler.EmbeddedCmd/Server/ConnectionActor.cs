using Akka.Actor;
using Petabridge.Cmd.Host;

namespace Petabridge.Cmd.Server;

/// <summary>Serves one connection: has a handler actor of its own for each palette.</summary>
internal sealed class ConnectionActor : UntypedActor
{
    private readonly Dictionary<string, IActorRef> _running = [];
    private readonly IReadOnlyList<CommandPaletteHandler> _handlers;
    private readonly CommandSettings _settings;

    public ConnectionActor(IReadOnlyList<CommandPaletteHandler> handlers, CommandSettings settings)
    {
        _handlers = handlers;
        _settings = settings;
    }

    public static Props Props(IReadOnlyList<CommandPaletteHandler> handlers, CommandSettings settings) =>
        Akka.Actor.Props.Create(() => new ConnectionActor(handlers, settings));

    protected override void OnReceive(object message)
    {
        if (message is not CommandProtocol.Run run)
        {
            Unhandled(message);
            return;
        }

        if (!_running.TryGetValue(run.Palette, out var handler))
        {
            handler = Context.ActorOf(_handlers.First(h => h.Palette.ModuleName == run.Palette).HandlerProps);
            _running.Add(run.Palette, handler);
        }

        handler.Tell(run.Command, Context.ActorOf(AnswerActor.Props(run.Answer, _settings)));
    }
}
