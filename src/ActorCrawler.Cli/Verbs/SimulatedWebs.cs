using System.Globalization;
using System.Net.Sockets;
using ActorCrawler.Simulator;

namespace ActorCrawler.Cli.Verbs;

/// <summary>Starts the simulated web for verbs.</summary>
internal static class SimulatedWebs
{
    /// <exception cref="IOException">The port cannot be had; the message names it and says what to do.</exception>
    public static async Task<SimulatorServer> StartAsync(SimulatorOptions options, CancellationToken stop)
    {
        try
        {
            return await SimulatorServer.StartAsync(options, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            var port = options.Port.ToString(CultureInfo.InvariantCulture);
            throw new IOException($"port {port} cannot be listened on ({(e.InnerException ?? e).Message.TrimEnd('.')}). Choose another --port, or leave it out for a free one.", e);
        }
    }
}
