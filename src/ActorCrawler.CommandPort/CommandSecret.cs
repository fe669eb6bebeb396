using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ActorCrawler.CommandPort;

/// <summary>A secret that two processes share. It proves who one is, and never travels itself.</summary>
public sealed class CommandSecret
{
    /// <summary>The fewest and the most characters.</summary>
    public const int MinLength = 16, MaxLength = 1024;

    private readonly byte[] _key;

    private CommandSecret(string text)
    {
        Text = text;
        _key = Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The secret.</summary>
    public string Text { get; }

    /// <summary>A new one, of 256 random bits.</summary>
    public static CommandSecret Create() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Takes a text, without the white space around it.</summary>
    /// <returns>False when it is too short to be a secret, or too long.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CommandSecret? secret)
    {
        text = text?.Trim() ?? "";
        secret = text.Length is >= MinLength and <= MaxLength ? new CommandSecret(text) : null;
        return secret is not null;
    }

    /// <summary>Hides the secret from logs.</summary>
    public override string ToString() => "(secret)";

    /// <summary>The proof that one side has the secret: keyed by it, over who proves it and what both sides have drawn.</summary>
    internal byte[] Prove(ReadOnlySpan<byte> who, ReadOnlySpan<byte> serverNonce, ReadOnlySpan<byte> clientNonce)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(who);
        hash.AppendData(serverNonce);
        hash.AppendData(clientNonce);
        return hash.GetHashAndReset();
    }
}
