using Akka.Actor;

namespace ActorCrawler.Cli.Compare;

/// <summary>Extracts one page after the other.</summary>
internal sealed class CompareParser : UntypedActor
{
    private readonly PageWork _work;

    public CompareParser(PageWork work) => _work = work;

    public static Props Props(PageWork work) => Akka.Actor.Props.Create(() => new CompareParser(work));

    protected override void OnReceive(object message)
    {
        if (message is not CompareProtocol.Parse parse)
        {
            Unhandled(message);
            return;
        }

        using var outcome = parse.Outcome;
        Sender.Tell(_work.Extract(parse.Url, outcome));
    }
}
