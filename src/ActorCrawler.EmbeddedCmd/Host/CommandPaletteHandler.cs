using Akka.Actor;

namespace Petabridge.Cmd.Host;

/// <summary>A palette with what carries it out.</summary>
public abstract class CommandPaletteHandler
{
    protected CommandPaletteHandler(CommandPalette palette) => Palette = palette;

    /// <summary>Makes the actor that serves one connection.</summary>
    public abstract Props HandlerProps { get; }

    internal CommandPalette Palette { get; }

    /// <summary>Called when it is registered, before <see cref="HandlerProps"/> is.</summary>
    public virtual void OnRegister(PetabridgeCmd plugin)
    {
    }
}
