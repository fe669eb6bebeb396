namespace ActorCrawler.Actors.Wire;

/// <summary>The version of the contract between nodes (<c>wire.proto</c>).</summary>
internal static class WireProtocol
{
    /// <summary>Raised when older nodes must not take part any more; nodes of another version are refused when they register.</summary>
    public const int Version = 1;

    /// <summary>What a message takes beside its body or report, generously: URLs, response head, framing.</summary>
    public const int Overhead = 256 * 1024;

    /// <summary>What is wrong with a node that speaks another version, for both sides; null when it speaks ours.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="program">Its program's version.</param>
    /// <param name="own">The version of the program that says so.</param>
    public static string? Mismatch(int version, string program, string own) => version == Version
        ? null
        : $"it speaks version {version} of the protocol between nodes (actorcrawler {program}), this crawl speaks version {Version} (actorcrawler {own}): use the same version of actorcrawler on all nodes";
}
