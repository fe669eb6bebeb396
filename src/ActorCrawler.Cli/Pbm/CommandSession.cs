using ActorCrawler.CommandPort;

namespace ActorCrawler.Cli.Pbm;

/// <summary>Runs commands that are given as words, one shot or line by line.</summary>
internal sealed class CommandSession(CliContext context, CrawlConnection crawl)
{
    /// <summary>Runs one command.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var palettes = await crawl.PalettesAsync().ConfigureAwait(false);
        if (words[0] == "help" || words.Any(CommandHelp.IsAskedFor))
        {
            foreach (var line in CommandHelp.Lines([.. words.Where(w => w != "help" && !CommandHelp.IsAskedFor(w))], palettes)) await context.Out.WriteLineAsync(line).ConfigureAwait(false);
            return ExitCode.Done;
        }

        if (CommandLineReader.Read(words, palettes, out var problem) is not { } request)
        {
            context.Error.WriteLine($"actorcrawler: {problem} See 'help'.");
            return ExitCode.Usage;
        }

        var failed = await crawl.RunAsync(request, context.Out.WriteLine).ConfigureAwait(false);
        await context.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        if (failed is null) return ExitCode.Done;
        context.Error.WriteLine($"actorcrawler: {failed}.");
        return ExitCode.Failed;
    }

    /// <summary>Runs commands until the end of input, or <c>quit</c>.</summary>
    /// <returns>The exit code: that of the first command that failed, where nobody sees them fail.</returns>
    public async Task<int> PromptAsync()
    {
        var palettes = await crawl.PalettesAsync().ConfigureAwait(false);
        var editor = context.Prompt is { } console ? new LineEditor(console, "pbm> ", line => Completion.Of(line, palettes)) : null;
        if (editor is not null) context.Error.WriteLine($"connected to {crawl.Where}; Tab completes, 'help' tells what there is, 'quit' leaves");
        var first = ExitCode.Done;
        while ((editor is null ? await context.In.ReadLineAsync().ConfigureAwait(false) : editor.Read()) is { } line)
        {
            var words = CommandWords.Split(line);
            if (words.Count == 0 || words[0].StartsWith('#')) continue;
            if (words[0] is "quit" or "exit") break;
            var code = await TryAsync(words).ConfigureAwait(false);
            if (first == ExitCode.Done) first = code;
        }

        return editor is null ? first : ExitCode.Done;
    }

    private async Task<int> TryAsync(IReadOnlyList<string> words)
    {
        try
        {
            return await RunAsync(words).ConfigureAwait(false);
        }
        catch (CommandPortException e)
        {
            context.Error.WriteLine($"actorcrawler: {e.Message}.");
            return ExitCode.Failed;
        }
    }
}
