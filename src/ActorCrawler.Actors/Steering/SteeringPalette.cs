using Akka.Actor;
using Petabridge.Cmd.Host;

namespace ActorCrawler.Actors.Steering;

/// <summary>The palette <c>crawl</c>, for one crawl.</summary>
internal sealed class SteeringPalette : CommandPaletteHandler
{
    public SteeringPalette(SteeringSetup setup)
        : base(SteeringCommands.CrawlPalette) => HandlerProps = Props.Create(() => new SteeringActor(setup));

    public override Props HandlerProps { get; }
}
