using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace ActorCrawler.Cli;

/// <summary>Prints name and version.</summary>
internal sealed class VersionLine : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        parseResult.InvocationConfiguration.Output.WriteLine($"actorcrawler {version}");
        return ExitCode.Done;
    }
}
