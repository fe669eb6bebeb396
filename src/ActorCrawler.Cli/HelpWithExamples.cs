using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ActorCrawler.Cli;

/// <summary>The usual help, and examples below it.</summary>
internal sealed class HelpWithExamples(HelpAction usual, IReadOnlyList<(string Line, string What)> general) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var (line, what) in parseResult.CommandResult.Command is VerbCommand verb ? verb.Examples : general)
        {
            output.WriteLine($"  {line}");
            output.WriteLine($"      {what}");
        }

        return ExitCode.Done;
    }
}
