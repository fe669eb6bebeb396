using Akka.Actor;
using Akka.Configuration;
using Petabridge.Cmd.Server;

namespace Petabridge.Cmd.Host;

/// <summary>The command port of an actor system.</summary>
public sealed class PetabridgeCmd : IExtension
{
    private readonly List<CommandPaletteHandler> _handlers = [];
    private CommandServer? _server;

    internal PetabridgeCmd(ExtendedActorSystem system) => Sys = system;

    /// <summary>The system.</summary>
    public ExtendedActorSystem Sys { get; }

    /// <summary>The command port of a system.</summary>
    public static PetabridgeCmd Get(ActorSystem system) => system.WithExtension<PetabridgeCmd, PetabridgeCmdExtension>();

    /// <summary>Adds a palette; to be called before <see cref="Start"/>.</summary>
    /// <exception cref="InvalidOperationException">It has started.</exception>
    public void RegisterCommandPalette(CommandPaletteHandler handler)
    {
        if (_server is not null) throw new InvalidOperationException("Palettes are registered before the start.");
        handler.OnRegister(this);
        _handlers.Add(handler);
    }

    /// <summary>Begins to listen, until the system ends.</summary>
    /// <exception cref="ConfigurationException">The configuration asks for what there is not, or has no secret.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The port cannot be had.</exception>
    /// <exception cref="IOException">The endpoint file cannot be written.</exception>
    public void Start()
    {
        if (_server is not null) return;
        var server = new CommandServer(Sys, new CommandSettings(Sys.Settings.Config), [.. _handlers]);
        server.Start();
        _server = server;
        Sys.RegisterOnTermination(server.Stop);
    }
}
