using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage;
using Akka.Actor;
using Akka.Event;

namespace ActorCrawler.Actors.Parsing;

/// <summary>Parses one body after the other: the CPU-bound part of the crawl. As many of them work in parallel as there are.</summary>
internal sealed class ParserActor : UntypedActor
{
    private readonly BodyParser _parser;
    private readonly ParsingMarks? _marks;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public ParserActor(ParserSetup setup, ParsingMarks? marks)
    {
        _parser = new BodyParser(setup);
        _marks = marks;
    }

    /// <summary>A parser; whoever starts it gives it work.</summary>
    /// <param name="setup">What it is told.</param>
    /// <param name="marks">Where it marks what it is parsing, when its process is one that must not die unnoticed.</param>
    public static Props Props(ParserSetup setup, ParsingMarks? marks) => Akka.Actor.Props.Create(() => new ParserActor(setup, marks));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ParseProtocol.Parse parse: Sender.Tell(new ParseProtocol.Parsed(parse.Job.LeaseId, parse.Job.Fence, Parse(parse.Job))); break;
            case ParseProtocol.ScopeGrew grew: _parser.AddHost(grew.Host); break;
            default: Unhandled(message); break;
        }
    }

    protected override void PostStop()
    {
        _parser.Dispose();
        base.PostStop();
    }

    /// <summary>The parser answers failures as outcomes; an exception is a bug, which costs this page and nothing else.</summary>
    private ParseReport Parse(ParseJob job)
    {
        var mark = _marks?.Begin(job.Visit);
        try
        {
            return _parser.Parse(job);
        }
        catch (Exception e)
        {
            _log.Error(e, "the parser failed on {0}", job.Url);
            return new ParseReport.Failed(Reason.ParserError, e.Message);
        }
        finally
        {
            if (mark is { } slot) _marks!.End(slot);
        }
    }
}
