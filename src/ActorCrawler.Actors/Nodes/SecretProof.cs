using System.Security.Cryptography;
using System.Text;

namespace ActorCrawler.Actors.Nodes;

/// <summary>
/// By which nodes prove to each other that they know the crawl's secret, which itself never travels: HMAC-SHA256 over a byte for the side and a fresh
/// number of either side's.
/// </summary>
internal static class SecretProof
{
    /// <summary>Bytes of the numbers, and of a proof.</summary>
    public const int Size = 32;

    private const byte OfWorker = 1;
    private const byte OfSeed = 2;

    /// <summary>A fresh number.</summary>
    public static byte[] Nonce() => RandomNumberGenerator.GetBytes(Size);

    /// <summary>A number for one peer, always the same, which nobody can tell from a fresh one who does not know the key.</summary>
    public static byte[] Nonce(ReadOnlySpan<byte> key, string peer) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(peer));

    /// <summary>The worker's proof.</summary>
    public static byte[] Worker(string secret, ReadOnlySpan<byte> ofSeed, ReadOnlySpan<byte> ofWorker) => Of(secret, OfWorker, ofSeed, ofWorker);

    /// <summary>The seed's.</summary>
    public static byte[] Seed(string secret, ReadOnlySpan<byte> ofSeed, ReadOnlySpan<byte> ofWorker) => Of(secret, OfSeed, ofSeed, ofWorker);

    /// <summary>Whether two proofs or numbers are the same; takes as long when they are not.</summary>
    public static bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => CryptographicOperations.FixedTimeEquals(one, other);

    /// <exception cref="ArgumentException">A number has another size: the bytes could be split in another way.</exception>
    private static byte[] Of(string secret, byte side, ReadOnlySpan<byte> ofSeed, ReadOnlySpan<byte> ofWorker)
    {
        if (ofSeed.Length != Size || ofWorker.Length != Size) throw new ArgumentException($"A number has {Size} bytes.");
        return HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (ReadOnlySpan<byte>)[side, .. ofSeed, .. ofWorker]);
    }
}
