using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ActorCrawler.CommandPort;

/// <summary>
/// Proves both sides to each other before anything else is read. All of it has a fixed size: the server says its magic, version and nonce;
/// the client the same and its proof; the server whether that is good, and its own proof. A port that somebody else has taken since
/// the crawl ended thus learns nothing, and gets no command.
/// </summary>
public static class CommandHandshake
{
    /// <summary>The version of handshake and frames.</summary>
    public const byte Version = 1;

    private const int Nonce = 32, Proof = 32, Head = 5 + Nonce;

    private const uint Magic = 0x41434D44;

    private static ReadOnlySpan<byte> ServerName => "actorcrawler command port, server"u8;

    private static ReadOnlySpan<byte> ClientName => "actorcrawler command port, client"u8;

    /// <summary>The server's side.</summary>
    /// <returns>False when the client has not proved itself; it was told, and the connection is to be closed.</returns>
    /// <exception cref="IOException">The connection ended.</exception>
    public static async Task<bool> ServeAsync(Stream stream, CommandSecret secret, CancellationToken cancellation)
    {
        var ours = Hello();
        await stream.WriteAsync(ours, cancellation).ConfigureAwait(false);
        var theirs = new byte[Head + Proof];
        await stream.ReadExactlyAsync(theirs, cancellation).ConfigureAwait(false);
        var good = VersionOf(theirs) == Version
            && CryptographicOperations.FixedTimeEquals(secret.Prove(ClientName, NonceOf(ours), NonceOf(theirs)), theirs.AsSpan(Head));
        var answer = new byte[1 + Proof];
        if (good)
        {
            answer[0] = 1;
            secret.Prove(ServerName, NonceOf(ours), NonceOf(theirs)).CopyTo(answer, 1);
        }

        await stream.WriteAsync(answer, cancellation).ConfigureAwait(false);
        return good;
    }

    /// <summary>The client's side.</summary>
    /// <exception cref="CommandPortException">The server is another program, of another version, or has another secret.</exception>
    /// <exception cref="IOException">The connection ended.</exception>
    public static async Task ConnectAsync(Stream stream, CommandSecret secret, CancellationToken cancellation)
    {
        var theirs = new byte[Head];
        await stream.ReadExactlyAsync(theirs, cancellation).ConfigureAwait(false);
        if (VersionOf(theirs) is not { } version) throw new CommandPortException("what listens there is not a crawl of ActorCrawler");
        if (version != Version) throw new CommandPortException($"the crawl speaks version {version} of the command port, this program version {Version}");
        var ours = Hello();
        await stream.WriteAsync((byte[])[.. ours, .. secret.Prove(ClientName, NonceOf(theirs), NonceOf(ours))], cancellation).ConfigureAwait(false);
        var answer = new byte[1 + Proof];
        await stream.ReadExactlyAsync(answer, cancellation).ConfigureAwait(false);
        if (answer[0] != 1 || !CryptographicOperations.FixedTimeEquals(secret.Prove(ServerName, NonceOf(theirs), NonceOf(ours)), answer.AsSpan(1)))
            throw new CommandPortException("the secret is not that of the crawl which listens there");
    }

    private static byte[] Hello()
    {
        var hello = new byte[Head];
        BinaryPrimitives.WriteUInt32BigEndian(hello, Magic);
        hello[4] = Version;
        RandomNumberGenerator.Fill(hello.AsSpan(5));
        return hello;
    }

    private static byte? VersionOf(byte[] hello) => BinaryPrimitives.ReadUInt32BigEndian(hello) == Magic ? hello[4] : null;

    private static ReadOnlySpan<byte> NonceOf(byte[] hello) => hello.AsSpan(5, Nonce);
}
