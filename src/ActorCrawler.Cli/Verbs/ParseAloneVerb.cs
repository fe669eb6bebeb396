using System.CommandLine;
using ActorCrawler.Actors;
using ActorCrawler.Actors.Parsing.Alone;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>parse-alone</c>: not for people. The process that parses pages of which another may have died.</summary>
internal static class ParseAloneVerb
{
    public static Command Make(CliContext context)
    {
        var command = new VerbCommand(WorkerProgram.AloneVerb, "Started by a crawl to parse single pages.") { Examples = [], Hidden = true };
        command.SetAction(async (_, stop) =>
        {
            // Signals of the terminal are its caller's, whose end ends it.
            using var signals = context.ListenForSignals(_ => { });
            await using var input = Console.OpenStandardInput();
            await using var output = Console.OpenStandardOutput();
            await LoneParser.RunAsync(input, output, stop).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}
