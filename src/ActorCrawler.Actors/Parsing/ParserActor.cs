using ActorCrawler.Core.Frontier;
using Akka.Actor;
using Akka.Event;

namespace ActorCrawler.Actors.Parsing;

/// <summary>Parses one body after the other: the CPU-bound part of the crawl. As many of them work in parallel as there are.</summary>
internal sealed class ParserActor : UntypedActor
{
    private readonly BodyParser _parser;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public ParserActor(ParserSetup setup) => _parser = new BodyParser(setup);

    /// <summary>A parser; whoever starts it registers it with the pool.</summary>
    public static Props Props(ParserSetup setup) => Akka.Actor.Props.Create(() => new ParserActor(setup));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ParseProtocol.Parse parse: Sender.Tell(new ParseProtocol.Parsed(parse.Job.LeaseId, Parse(parse.Job))); break;
            case ParseProtocol.ScopeGrew grew: _parser.AddHost(grew.Host); break;
            default: Unhandled(message); break;
        }
    }

    /// <summary>The parser answers failures as outcomes; an exception is a bug, which costs this page and nothing else.</summary>
    private ParseReport Parse(ParseJob job)
    {
        try
        {
            return _parser.Parse(job);
        }
        catch (Exception e)
        {
            _log.Error(e, "the parser failed on {0}", job.Url);
            return new ParseReport.Failed(Reason.ParserError, e.Message);
        }
    }
}
