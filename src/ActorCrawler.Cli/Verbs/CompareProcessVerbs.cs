using System.CommandLine;
using ActorCrawler.Cli.Compare;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>compare-row</c> and <c>compare-part</c>: not for people. The processes of <c>compare</c>.</summary>
internal static class CompareProcessVerbs
{
    public static Command MakeRow(CliContext context) => Make(context, CompareProcess.RowVerb, CompareProcess.RunRowAsync);

    public static Command MakePart(CliContext context) => Make(context, CompareProcess.PartVerb, CompareProcess.RunPartAsync);

    private static VerbCommand Make(CliContext context, string name, Func<CliContext, CancellationToken, Task> run)
    {
        var command = new VerbCommand(name, "Started by compare.") { Examples = [], Hidden = true };
        command.SetAction(async (_, stop) =>
        {
            // Signals of the terminal are its caller's, whose end ends it.
            using var signals = context.ListenForSignals(_ => { });
            await run(context, stop).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}
