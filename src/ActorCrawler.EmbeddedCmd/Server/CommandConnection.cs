using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using ActorCrawler.CommandPort;
using Akka.Actor;

namespace Petabridge.Cmd.Server;

/// <summary>
/// One client. Reads a command, has it carried out, writes its answer, and only then reads on: a client that does not read its answers
/// holds up itself and nobody else. Whatever is wrong with what it sends ends this connection and nothing more.
/// </summary>
internal sealed class CommandConnection(Socket socket, CommandSettings settings, PaletteTable palettes, ActorSystem system, IActorRef host)
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    /// <summary>Whether the client proves that it knows the secret.</summary>
    /// <exception cref="IOException">The connection ended.</exception>
    /// <exception cref="OperationCanceledException">It took too long, or the server stops.</exception>
    public Task<bool> ProvesItselfAsync(CancellationToken stop) =>
        WithinAsync(settings.HandshakeTimeout, limit => CommandHandshake.ServeAsync(_stream, settings.Secret, limit), stop);

    /// <summary>Serves the client until it leaves or is put out.</summary>
    /// <exception cref="IOException">The connection ended.</exception>
    /// <exception cref="CommandPortException">Something malformed came.</exception>
    /// <exception cref="OperationCanceledException">It took too long, or the server stops.</exception>
    public async Task ServeAsync(CancellationToken stop)
    {
        var actor = await host.Ask<IActorRef>(CommandProtocol.Open.Instance, settings.HandshakeTimeout).ConfigureAwait(false);
        try
        {
            await WriteAsync(CommandFrameKind.Palettes, CommandWire.Write(palettes.Infos), stop).ConfigureAwait(false);
            while (await WithinAsync(settings.IdleTimeout, limit => CommandFrame.ReadAsync(_stream, settings.MaxFrame, limit), stop).ConfigureAwait(false) is { } frame)
            {
                if (frame.Kind != CommandFrameKind.Run) throw new CommandPortException($"a frame of the kind {(int)frame.Kind} came");
                await RunAsync(CommandWire.ReadRequest(frame.Content), actor, stop).ConfigureAwait(false);
            }
        }
        finally
        {
            system.Stop(actor);
        }
    }

    public void Close() => _stream.Dispose();

    /// <summary>
    /// A server that stops gives an answer that is under way the time of a write to get out: whoever ended the crawl is told so.
    /// </summary>
    private async Task RunAsync(CommandRequest request, IActorRef actor, CancellationToken stop)
    {
        using var late = new CancellationTokenSource();
        await using var stopping = stop.Register(() => late.CancelAfter(settings.WriteTimeout));
        await AnswerAsync(request, actor, late.Token).ConfigureAwait(false);
    }

    private async Task AnswerAsync(CommandRequest request, IActorRef actor, CancellationToken stop)
    {
        if (palettes.Find(request, out var problem) is not { } command)
        {
            await WriteAsync(CommandFrameKind.Failed, Encoding.UTF8.GetBytes(problem), stop).ConfigureAwait(false);
            return;
        }

        var answer = Channel.CreateUnbounded<CommandResponse>();
        actor.Tell(new CommandProtocol.Run(request.Palette, command, answer.Writer), ActorRefs.NoSender);
        var problems = new List<string>();
        var ended = false;
        await foreach (var response in answer.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            ended |= response.Final;
            if (response is ErroredCommandResponse) problems.Add(response.Text);
            else if (response.Text.Length > 0) await WriteTextAsync(response.Text, stop).ConfigureAwait(false);
        }

        if (!ended) problems.Add("the crawl ended before it had answered");
        var text = string.Join('\n', problems);
        await WriteAsync(problems.Count > 0 ? CommandFrameKind.Failed : CommandFrameKind.Done, Encoding.UTF8.GetBytes(text), stop).ConfigureAwait(false);
    }

    private async Task WriteTextAsync(string text, CancellationToken stop)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var at = 0; at < bytes.Length;)
        {
            var end = Math.Min(at + CommandClient.MaxFrame, bytes.Length);
            // A part never ends within a character.
            while (end < bytes.Length && (bytes[end] & 0xC0) == 0x80) end--;
            await WriteAsync(CommandFrameKind.Text, bytes.AsMemory(at..end), stop).ConfigureAwait(false);
            at = end;
        }
    }

    private async Task WriteAsync(CommandFrameKind kind, ReadOnlyMemory<byte> content, CancellationToken stop) =>
        await WithinAsync(
            settings.WriteTimeout,
            async limit =>
            {
                await new CommandFrame(kind, content).WriteAsync(_stream, limit).ConfigureAwait(false);
                return true;
            },
            stop).ConfigureAwait(false);

    private static async Task<T> WithinAsync<T>(TimeSpan time, Func<CancellationToken, Task<T>> act, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(time);
        return await act(limit.Token).ConfigureAwait(false);
    }
}
