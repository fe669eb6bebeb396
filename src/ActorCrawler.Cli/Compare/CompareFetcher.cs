using Akka.Actor;

namespace ActorCrawler.Cli.Compare;

/// <summary>Fetches pages, any number at a time: waiting is a message to come.</summary>
internal sealed class CompareFetcher : UntypedActor
{
    private readonly PageWork _work;
    private readonly HostGates _gates;

    public CompareFetcher(PageWork work, HostGates gates)
    {
        _work = work;
        _gates = gates;
    }

    public static Props Props(PageWork work, HostGates gates) => Akka.Actor.Props.Create(() => new CompareFetcher(work, gates));

    protected override void OnReceive(object message)
    {
        if (message is CompareProtocol.Fetch fetch) FetchAsync(fetch.Url).PipeTo(Sender, Self);
        else Unhandled(message);
    }

    private async Task<CompareProtocol.Fetched> FetchAsync(RowUrl url) =>
        new(url.Url, await _gates.PassAsync(url, () => _work.FetchAsync(url.Url, CancellationToken.None), CancellationToken.None).ConfigureAwait(false));
}
