using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorCrawler.Actors.Nodes;

/// <summary>Asks a node whether it is well.</summary>
public static class NodeHealthClient
{
    private const int LargestAnswer = 4096;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Asks once.</summary>
    /// <param name="at">Where the node tells: its setting <c>cluster.health</c>.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Whether it is well, and what it said, or why there was no answer.</returns>
    public static async Task<(bool IsWell, string Text)> AskAsync(DnsEndPoint at, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(at, limit.Token).ConfigureAwait(false);
            await socket.SendAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray(), SocketFlags.None, limit.Token).ConfigureAwait(false);
            var answer = new byte[LargestAnswer];
            var length = 0;
            int read;
            while (length < answer.Length && (read = await socket.ReceiveAsync(answer.AsMemory(length), SocketFlags.None, limit.Token).ConfigureAwait(false)) > 0)
                length += read;
            var text = Encoding.ASCII.GetString(answer, 0, length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            return end < 0
                ? (false, $"what answers at {at.Host}:{at.Port} is no node")
                : (text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal), text[end..].Trim());
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return (false, $"no answer from {at.Host}:{at.Port}: {(e is SocketException ? e.Message : "it is silent")}");
        }
    }
}
