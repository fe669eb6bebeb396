using System.Diagnostics;

namespace ActorCrawler.Actors;

/// <summary>The command line by which worker processes are started: <c>actorcrawler</c>, or another program that takes its verbs.</summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">What stands before the verb, such as the assembly where the program is <c>dotnet</c>.</param>
public sealed record WorkerProgram(string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>The verb of a process that parses suspects.</summary>
    public const string AloneVerb = "parse-alone";

    /// <summary>How a process of it is started: both ends of its standard streams are the caller's, so that it ends with its caller.</summary>
    internal ProcessStartInfo Start(params IEnumerable<string> arguments) => new(File, [.. Arguments, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };

    /// <summary>The command line, for people.</summary>
    public override string ToString() => string.Join(' ', [File, .. Arguments]);
}
