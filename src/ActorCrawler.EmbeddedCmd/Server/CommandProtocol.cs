using System.Threading.Channels;

namespace Petabridge.Cmd.Server;

/// <summary>What connections say to the actors behind them.</summary>
internal static class CommandProtocol
{
    /// <summary>Make the actors of a connection; answered by the reference of the one to talk to.</summary>
    public sealed record Open
    {
        public static Open Instance { get; } = new();
    }

    /// <summary>Carry out a command; the answer goes to the channel, which is completed behind it.</summary>
    public sealed record Run(string Palette, Command Command, ChannelWriter<CommandResponse> Answer);
}
