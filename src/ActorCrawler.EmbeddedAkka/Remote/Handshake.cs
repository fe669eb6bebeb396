using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Akka.Actor;

namespace Akka.Remote;

/// <summary>Who a process is: its address and a number that no other process at that address has had.</summary>
internal readonly record struct PeerIdentity(Address Address, int Uid);

/// <summary>A peer was turned away, or turned us away.</summary>
internal sealed class HandshakeException(string message, HandshakeStatus status = HandshakeStatus.Failed) : Exception(message)
{
    public HandshakeStatus Status { get; } = status;
}

internal enum HandshakeStatus : byte
{
    Accepted = 0,

    /// <summary>The peer listens here under another address than the one that was dialled.</summary>
    WrongAddress = 1,

    /// <summary>The peer has declared this process dead and will not talk to it again.</summary>
    Quarantined = 2,
    Failed = 255,
}

/// <summary>
/// Mutual proof of the cluster's secret, before any frame is read. Four messages, lengths fixed or capped:
/// <code>
/// initiator -> acceptor   magic, version, nonce
/// acceptor  -> initiator  magic, version, nonce
/// initiator -> acceptor   length, uid, own address, dialled address, HMAC-SHA256(secret, "I" + all of the above)
/// acceptor  -> initiator  status, uid, HMAC-SHA256(secret, "A" + all of the above)
/// </code>
/// The side that listens proves itself last: who cannot prove anything learns nothing to guess the secret from.
/// </summary>
internal static class Handshake
{
    public const ushort Version = 1;

    private const int NonceLength = 32;
    private const int HelloLength = 8 + 2 + NonceLength;
    private const int MacLength = 32;
    private const int MaxAddress = 512;

    private static ReadOnlySpan<byte> Magic => "ActorEmb"u8;

    /// <returns>The peer's uid.</returns>
    /// <exception cref="HandshakeException">The peer is no peer, or does not want us.</exception>
    public static async Task<int> InitiateAsync(Socket socket, byte[] secret, PeerIdentity self, Address dialled, CancellationToken cancellation)
    {
        var hello = Hello();
        await SendAsync(socket, hello, cancellation).ConfigureAwait(false);
        var theirs = await ReceiveAsync(socket, HelloLength, cancellation).ConfigureAwait(false);
        CheckHello(theirs);

        var identity = Identity(self, dialled);
        var proof = Mac(secret, 'I', hello, theirs, identity);
        await SendAsync(socket, [.. identity, .. proof], cancellation).ConfigureAwait(false);

        var verdict = await ReceiveAsync(socket, 5 + MacLength, cancellation, "it closed the connection: it may know another secret").ConfigureAwait(false);
        var expected = Mac(secret, 'A', hello, theirs, identity, proof, verdict[..5]);
        if (!CryptographicOperations.FixedTimeEquals(expected, verdict.AsSpan(5)))
            throw new HandshakeException("it does not know our secret");
        return (HandshakeStatus)verdict[0] switch
        {
            HandshakeStatus.Accepted => BinaryPrimitives.ReadInt32LittleEndian(verdict.AsSpan(1)),
            HandshakeStatus.WrongAddress => throw new HandshakeException($"it is not {dialled}", HandshakeStatus.WrongAddress),
            HandshakeStatus.Quarantined => throw new HandshakeException("it has quarantined this system", HandshakeStatus.Quarantined),
            _ => throw new HandshakeException("it turned us away")
        };
    }

    /// <summary>The other side. <c>judge</c> decides about a peer that has proved itself.</summary>
    /// <exception cref="HandshakeException">The peer was turned away.</exception>
    public static async Task<PeerIdentity> AcceptAsync(
        Socket socket, byte[] secret, PeerIdentity self, Func<PeerIdentity, HandshakeStatus> judge, CancellationToken cancellation)
    {
        var theirs = await ReceiveAsync(socket, HelloLength, cancellation).ConfigureAwait(false);
        if (!theirs.AsSpan(0, 8).SequenceEqual(Magic)) throw new HandshakeException("it speaks another protocol");
        var hello = Hello();
        // Also to a peer of another version: it is to know why it is turned away.
        await SendAsync(socket, hello, cancellation).ConfigureAwait(false);
        CheckHello(theirs);

        var length = await ReceiveAsync(socket, 2, cancellation).ConfigureAwait(false);
        var rest = BinaryPrimitives.ReadUInt16LittleEndian(length);
        if (rest is < 8 or > (2 * (MaxAddress + 2)) + 4) throw new HandshakeException("its identity has an impossible length");
        var message = await ReceiveAsync(socket, rest + MacLength, cancellation).ConfigureAwait(false);
        byte[] identity = [.. length, .. message[..rest]];
        var proof = message[rest..];
        if (!CryptographicOperations.FixedTimeEquals(Mac(secret, 'I', theirs, hello, identity), proof))
            throw new HandshakeException("it does not know the secret");

        var (peer, dialled) = ParseIdentity(identity.AsSpan(2));
        var status = dialled == self.Address ? judge(peer) : HandshakeStatus.WrongAddress;
        var verdict = new byte[5];
        verdict[0] = (byte)status;
        BinaryPrimitives.WriteInt32LittleEndian(verdict.AsSpan(1), self.Uid);
        await SendAsync(socket, [.. verdict, .. Mac(secret, 'A', theirs, hello, identity, proof, verdict)], cancellation).ConfigureAwait(false);
        return status == HandshakeStatus.Accepted
            ? peer
            : throw new HandshakeException($"{peer.Address} was turned away: {status}", status);
    }

    private static byte[] Hello()
    {
        var hello = new byte[HelloLength];
        Magic.CopyTo(hello);
        BinaryPrimitives.WriteUInt16LittleEndian(hello.AsSpan(8), Version);
        RandomNumberGenerator.Fill(hello.AsSpan(10));
        return hello;
    }

    private static void CheckHello(byte[] theirs)
    {
        if (!theirs.AsSpan(0, 8).SequenceEqual(Magic)) throw new HandshakeException("it speaks another protocol");
        var version = BinaryPrimitives.ReadUInt16LittleEndian(theirs.AsSpan(8));
        if (version != Version) throw new HandshakeException($"it speaks version {version} of the protocol, this system version {Version}");
    }

    private static byte[] Identity(PeerIdentity self, Address dialled)
    {
        var from = Encoding.UTF8.GetBytes(self.Address.ToString());
        var to = Encoding.UTF8.GetBytes(dialled.ToString());
        if (from.Length > MaxAddress || to.Length > MaxAddress) throw new HandshakeException("an address is too long");
        var identity = new byte[2 + 4 + 2 + from.Length + 2 + to.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(identity, (ushort)(identity.Length - 2));
        BinaryPrimitives.WriteInt32LittleEndian(identity.AsSpan(2), self.Uid);
        BinaryPrimitives.WriteUInt16LittleEndian(identity.AsSpan(6), (ushort)from.Length);
        from.CopyTo(identity, 8);
        BinaryPrimitives.WriteUInt16LittleEndian(identity.AsSpan(8 + from.Length), (ushort)to.Length);
        to.CopyTo(identity, 10 + from.Length);
        return identity;
    }

    private static (PeerIdentity Peer, Address Dialled) ParseIdentity(ReadOnlySpan<byte> identity)
    {
        var uid = BinaryPrimitives.ReadInt32LittleEndian(identity);
        identity = identity[4..];
        return (new PeerIdentity(TakeAddress(ref identity), uid), TakeAddress(ref identity));
    }

    private static Address TakeAddress(ref ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length < 2 ? ushort.MaxValue : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        if (length > bytes.Length - 2) throw new HandshakeException("its identity is cut off");
        var text = Encoding.UTF8.GetString(bytes.Slice(2, length));
        bytes = bytes[(2 + length)..];
        return Address.TryParse(text, out var address, out var rest) && rest.Length == 0 && RemoteSettings.IsLoopback(address.Host) && address.Port is not null
            ? address
            : throw new HandshakeException("its identity holds no loopback address");
    }

    private static byte[] Mac(byte[] secret, char side, params ReadOnlySpan<byte[]> transcript)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        mac.AppendData([(byte)side]);
        foreach (var part in transcript) mac.AppendData(part);
        return mac.GetHashAndReset();
    }

    private static async Task SendAsync(Socket socket, byte[] bytes, CancellationToken cancellation)
    {
        for (var sent = 0; sent < bytes.Length;)
            sent += await socket.SendAsync(bytes.AsMemory(sent), SocketFlags.None, cancellation).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReceiveAsync(
        Socket socket, int count, CancellationToken cancellation, string atEnd = "it closed the connection")
    {
        var bytes = new byte[count];
        for (var filled = 0; filled < count;)
        {
            var received = await socket.ReceiveAsync(bytes.AsMemory(filled), SocketFlags.None, cancellation).ConfigureAwait(false);
            if (received == 0) throw new HandshakeException(atEnd);
            filled += received;
        }

        return bytes;
    }
}
