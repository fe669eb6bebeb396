using System.IO.Pipes;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Parsing.Alone;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Tests.Settings;
using ActorCrawler.Actors.Wire;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors.Tests.Parsing.Alone;

/// <summary>The disposable process's side, over pipes; that it dies and is started anew stands in the command line's tests.</summary>
public sealed class LoneParserTests
{
    [Fact]
    public async Task Page_after_page_is_answered_until_the_pipe_closes()
    {
        using var jobs = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reports = new AnonymousPipeServerStream(PipeDirection.In);
        using var input = new AnonymousPipeClientStream(PipeDirection.In, jobs.ClientSafePipeHandle);
        using var output = new AnonymousPipeClientStream(PipeDirection.Out, reports.ClientSafePipeHandle);
        var running = Task.Run(() => LoneParser.RunAsync(input, output, CancellationToken.None));
        var settings = CrawlSettings.Load(Sources.Of());
        var setup = new ParserSetup(settings.Parser with { FingerprintKey = [.. new byte[16]] }, settings.Sitemaps);

        await ParserPipe.WriteAsync(jobs, new ParseProtocol.Welcome(WireProtocol.Version, 5, setup, default), CancellationToken.None);
        Assert.IsType<ParseProtocol.Check>(await ParserPipe.ReadAsync(reports, CancellationToken.None));
        for (var lease = 1; lease <= 3; lease++)
        {
            await ParserPipe.WriteAsync(jobs, new ParseProtocol.Parse(Job(lease)), CancellationToken.None);
            var parsed = Assert.IsType<ParseProtocol.Parsed>(await ParserPipe.ReadAsync(reports, CancellationToken.None));
            Assert.Equal((lease, 5), (parsed.LeaseId, parsed.Fence));
            Assert.IsType<ParseReport.Page>(parsed.Report);
        }

        jobs.Dispose();
        await running.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Message_that_is_cut_off_is_the_end_and_no_error()
    {
        using var whole = new MemoryStream();
        await ParserPipe.WriteAsync(whole, new ParseProtocol.Parse(Job(1)), CancellationToken.None);
        for (var length = 0; length < whole.Length; length++)
        {
            using var part = new MemoryStream(whole.ToArray(), 0, length);
            Assert.Null(await ParserPipe.ReadAsync(part, CancellationToken.None));
        }
    }

    private static ParseJob Job(long lease) => new()
    {
        LeaseId = lease,
        Fence = 5,
        Purpose = LeasePurpose.Page,
        Url = $"http://a.test/{lease}",
        Depth = 0,
        Referrer = null,
        FetchedAt = DateTimeOffset.UnixEpoch,
        Elapsed = TimeSpan.Zero,
        Head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray(),
        Body = "<title>t</title><a href=/x>x</a>"u8.ToArray(),
        Truncated = false,
    };
}
