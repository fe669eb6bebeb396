using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorCrawler.CommandPort;

/// <summary>A connection to a running crawl. One command at a time; not thread-safe.</summary>
public sealed class CommandClient : IDisposable
{
    /// <summary>The longest content of a frame from the crawl.</summary>
    public const int MaxFrame = 1 << 20;

    private readonly NetworkStream _stream;

    private CommandClient(NetworkStream stream, IReadOnlyList<PaletteInfo> palettes)
    {
        _stream = stream;
        Palettes = palettes;
    }

    /// <summary>What may be asked.</summary>
    public IReadOnlyList<PaletteInfo> Palettes { get; }

    /// <summary>Connects and proves itself.</summary>
    /// <param name="address">Where the crawl listens.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="limit">How long this may take.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="CommandPortException">It is not the crawl whose secret this is, or does not answer.</exception>
    /// <exception cref="SocketException">Nothing listens there.</exception>
    public static async Task<CommandClient> ConnectAsync(EndPoint address, CommandSecret secret, TimeSpan limit, CancellationToken cancellation)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(limit);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, timed.Token).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            await CommandHandshake.ConnectAsync(stream, secret, timed.Token).ConfigureAwait(false);
            var first = await CommandFrame.ReadAsync(stream, MaxFrame, timed.Token).ConfigureAwait(false);
            return first is { Kind: CommandFrameKind.Palettes } palettes
                ? new CommandClient(stream, CommandWire.ReadPalettes(palettes.Content))
                : throw new CommandPortException("the crawl closed the connection");
        }
        catch (IOException e)
        {
            socket.Dispose();
            throw new CommandPortException("the crawl closed the connection: it is ending, or too many clients are connected", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw new CommandPortException($"no answer within {limit.TotalSeconds:0} s", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Runs a command.</summary>
    /// <param name="request">The command.</param>
    /// <param name="onText">Shown each part of the answer as it comes.</param>
    /// <param name="cancellation">Gives it up; the connection is of no use then.</param>
    /// <returns>Null when it was done; what is wrong when it failed.</returns>
    /// <exception cref="CommandPortException">The connection ended, or what came is no answer.</exception>
    public async Task<string?> RunAsync(CommandRequest request, Action<string> onText, CancellationToken cancellation)
    {
        try
        {
            await new CommandFrame(CommandFrameKind.Run, CommandWire.Write(request)).WriteAsync(_stream, cancellation).ConfigureAwait(false);
            while (await CommandFrame.ReadAsync(_stream, MaxFrame, cancellation).ConfigureAwait(false) is { } frame)
            {
                var text = Encoding.UTF8.GetString(frame.Content.Span);
                switch (frame.Kind)
                {
                    case CommandFrameKind.Text: onText(text); break;
                    case CommandFrameKind.Done: return null;
                    case CommandFrameKind.Failed: return text;
                    default: throw new CommandPortException($"a frame of the unknown kind {(int)frame.Kind} came");
                }
            }
        }
        catch (IOException e)
        {
            throw new CommandPortException("the connection to the crawl ended", e);
        }

        throw new CommandPortException("the crawl ended the connection");
    }

    public void Dispose() => _stream.Dispose();
}
