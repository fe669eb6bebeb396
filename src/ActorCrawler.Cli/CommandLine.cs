using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ActorCrawler.Actors.Nodes;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Verbs;
using ActorCrawler.CommandPort;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli;

/// <summary>Parses the arguments, runs the verb, and turns what goes wrong into one line on standard error and an exit code.</summary>
internal static class CommandLine
{
    private static readonly (string, string)[] Examples =
    [
        ("actorcrawler demo", "Serves a small simulated web and crawls it: no internet needed."),
        ("actorcrawler crawl https://example.org --max-pages 500", "Crawls up to 500 pages of a site into ./crawl-example.org."),
        ("actorcrawler resume crawl-example.org", "Goes on after Ctrl-C, a crash, or a loss of power."),
        ("actorcrawler crawl --help", "Shows all flags of a verb."),
    ];

    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliContext context)
    {
        var root = Root(context);
        if (args.Count == 0)
        {
            context.Error.WriteLine("actorcrawler: say what to do, such as 'actorcrawler demo' or 'actorcrawler crawl URL'; --help tells more.");
            return ExitCode.Usage;
        }

        var parsed = root.Parse(PbmVerb.Separate(args), Parsing);
        if (UsageErrors.Of(parsed) is { Count: > 0 } errors)
        {
            var help = $"{WordsOf(parsed.CommandResult)} --help";
            foreach (var error in errors) context.Error.WriteLine($"actorcrawler: {error} See '{help}'.");
            return ExitCode.Usage;
        }

        var invocation = new InvocationConfiguration
        {
            Output = context.Out,
            Error = TextWriter.Null,
            EnableDefaultExceptionHandler = false,
            // Signals are the verbs' own: a crawl stops cleanly first.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
        }
        catch (Exception e) when (Problem(e) is { } problem)
        {
            foreach (var line in problem.Lines) context.Error.WriteLine($"actorcrawler: {line}");
            return problem.Code;
        }
    }

    /// <summary>A command with those it belongs to, as they are typed.</summary>
    private static string WordsOf(CommandResult command) => command.Parent is CommandResult parent ? $"{WordsOf(parent)} {command.Command.Name}" : "actorcrawler";

    /// <summary>All verbs with their flags.</summary>
    internal static RootCommand Root(CliContext context)
    {
        var root = new RootCommand("A polite, crash-proof, distributed web crawler.")
        {
            CrawlVerb.Make(context),
            ResumeVerb.Make(context),
            WhyVerb.Make(context),
            CrawlVerb.MakeSeed(context),
            WorkerVerb.Make(context),
            HealthVerb.Make(context),
            ParseAloneVerb.Make(context),
            FetchVerb.Make(context),
            ConfigVerb.Make(context),
            CompareVerb.Make(context),
            CompareProcessVerbs.MakeRow(context),
            CompareProcessVerbs.MakePart(context),
            PbmVerb.Make(context),
            ExportVerb.Make(context),
            ExtractVerb.Make(context),
            WebVerb.Make(context),
            DemoVerb.Make(context),
        };
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction usual }) option.Action = new HelpWithExamples(usual, Examples);
            if (option is VersionOption) option.Action = new VersionLine();
        }

        return root;
    }

    /// <summary>What an exception means for the user; a bug is told as one, and not hidden.</summary>
    private static (int Code, IReadOnlyList<string> Lines)? Problem(Exception exception) => exception switch
    {
        SettingsException settings => (ExitCode.Usage, settings.Errors),
        // A job that somebody else works on is no mistake in the command: the same one is right a moment later.
        JobDirectoryException { Kind: JobDirectoryError.Locked } locked => (ExitCode.Failed, [locked.Message]),
        JobDirectoryException directory => (ExitCode.Usage, [directory.Message]),
        StorageException storage => (ExitCode.Failed, [storage.Message]),
        CommandPortException port => (ExitCode.Failed, [$"{port.Message}."]),
        NodeException node => (ExitCode.Failed, [node.Message]),
        IOException or UnauthorizedAccessException => (ExitCode.Failed, [exception.Message]),
        _ => (ExitCode.Failed, [$"this is a bug, please report it: {exception}"]),
    };
}
