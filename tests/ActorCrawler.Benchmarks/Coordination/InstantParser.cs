using System.Globalization;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Benchmarks.Storage;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using Akka.Actor;

namespace ActorCrawler.Benchmarks.Coordination;

/// <summary>
/// Stands for parsing: every page has the same row, and links to its own host's URLs, some of them new. Making these up costs some
/// microseconds a page, which are counted apart.
/// </summary>
internal sealed class InstantParser : UntypedActor
{
    private readonly SyntheticWeb _web;
    private readonly Random _chance = new(20261125);

    public InstantParser(SyntheticWeb web) => _web = web;

    public static Props Props(SyntheticWeb web) => Akka.Actor.Props.Create(() => new InstantParser(web));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ParserPoolActor.Offer offer:
                offer.Body.Dispose();
                Sender.Tell(new ParseProtocol.Parsed(offer.Job.LeaseId, offer.Job.Fence, Report(offer.Job)));
                break;
            case ParseProtocol.Cancel: break;
            default: Unhandled(message); break;
        }
    }

    private ParseReport.Page Report(ParseJob job)
    {
        var began = ThreadClock.Now();
        var links = _web.Hosts[NumberOf(job.Url)].Links(_chance, _web.Fingerprinter, _web.Links, _web.Fresh);
        _web.MakingLinks += ThreadClock.Now() - began;
        return new ParseReport.Page(_web.Row, links, 0, 30_000, _web.Hash, true);
    }

    private static int NumberOf(string url)
    {
        var from = url.IndexOf('-', StringComparison.Ordinal) + 1;
        return int.Parse(url.AsSpan(from, url.IndexOf('.', from) - from), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>What pages hold. Used by one parser.</summary>
    internal sealed record SyntheticWeb(IReadOnlyList<SyntheticHost> Hosts, Fingerprinter Fingerprinter, byte[] Row, byte[] Hash, int Links, int Fresh)
    {
        public TimeSpan MakingLinks { get; set; }
    }
}
