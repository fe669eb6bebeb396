using System.Net;
using System.Net.Sockets;
using ActorCrawler.CommandPort;

namespace ActorCrawler.Cli.Pbm;

/// <summary>A crawl to be commanded, and the connection to it; made anew when it was lost.</summary>
/// <param name="where">How it is called, for people.</param>
/// <param name="address">Where it listens.</param>
/// <param name="secret">Its secret.</param>
/// <param name="notRunning">What is said when nothing listens there.</param>
internal sealed class CrawlConnection(string where, EndPoint address, CommandSecret secret, Func<CommandPortException> notRunning) : IDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private CommandClient? _client;

    /// <summary>How it is called.</summary>
    public string Where => where;

    /// <summary>What may be asked.</summary>
    /// <exception cref="CommandPortException">It cannot be reached.</exception>
    public async Task<IReadOnlyList<PaletteInfo>> PalettesAsync() => (await ClientAsync().ConfigureAwait(false)).Palettes;

    /// <summary>Runs a command; null when it was done, else what is wrong.</summary>
    /// <exception cref="CommandPortException">It cannot be reached, or ended.</exception>
    public async Task<string?> RunAsync(CommandRequest request, Action<string> onText)
    {
        var client = await ClientAsync().ConfigureAwait(false);
        try
        {
            return await client.RunAsync(request, onText, CancellationToken.None).ConfigureAwait(false);
        }
        catch (CommandPortException)
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
    }

    private async Task<CommandClient> ClientAsync()
    {
        try
        {
            return _client ??= await CommandClient.ConnectAsync(address, secret, ConnectLimit, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw e.SocketErrorCode == SocketError.ConnectionRefused ? notRunning() : new CommandPortException($"{where} cannot be reached: {e.Message}", e);
        }
    }
}
