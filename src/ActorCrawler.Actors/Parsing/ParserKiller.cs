using System.Diagnostics;

namespace ActorCrawler.Actors.Parsing;

/// <summary>
/// For tests alone: no page that kills its parser is known, so a process that is started with the environment variable
/// <see cref="Variable"/> kills itself when it is about to parse a body that contains the variable's value. Without the variable there is
/// nothing.
/// </summary>
internal static class ParserKiller
{
    /// <summary>The variable's name.</summary>
    public const string Variable = "ACTORCRAWLER_TEST_PARSER_KILLER";

    private static readonly byte[]? Marker = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? System.Text.Encoding.UTF8.GetBytes(text) : null;

    /// <summary>Kills this process where the body asks for it.</summary>
    public static void Look(ReadOnlySpan<byte> body)
    {
        if (Marker is not null && body.IndexOf(Marker) >= 0) Process.GetCurrentProcess().Kill();
    }
}
