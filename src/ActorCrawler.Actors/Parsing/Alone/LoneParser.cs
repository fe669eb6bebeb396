using ActorCrawler.Actors.Wire;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors.Parsing.Alone;

/// <summary>The disposable process's side: parses what comes over its standard input, one page at a time, until that ends.</summary>
public static class LoneParser
{
    /// <summary>Runs to the end of <paramref name="input"/>.</summary>
    /// <param name="input">Where jobs come from.</param>
    /// <param name="output">Where reports go.</param>
    /// <param name="stop">Ends it early.</param>
    public static async Task RunAsync(Stream input, Stream output, CancellationToken stop)
    {
        if (await ParserPipe.ReadAsync(input, stop).ConfigureAwait(false) is not ParseProtocol.Welcome { Protocol: WireProtocol.Version } welcome) return;
        using var parser = new BodyParser(welcome.Setup);
        // Says that it lives: a process that dies before that died of no page.
        await ParserPipe.WriteAsync(output, new ParseProtocol.Check(), stop).ConfigureAwait(false);
        while (await ParserPipe.ReadAsync(input, stop).ConfigureAwait(false) is { } message)
        {
            if (message is ParseProtocol.ScopeGrew grew) parser.AddHost(grew.Host);
            else if (message is ParseProtocol.Parse { Job: var job })
                await ParserPipe.WriteAsync(output, new ParseProtocol.Parsed(job.LeaseId, job.Fence, Parse(parser, job)), stop).ConfigureAwait(false);
        }
    }

    private static ParseReport Parse(BodyParser parser, ParseJob job)
    {
        try
        {
            return parser.Parse(job);
        }
        catch (Exception e)
        {
            return new ParseReport.Failed(Reason.ParserError, e.Message);
        }
    }
}
