using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage;

namespace ActorCrawler.Actors.Coordination;

/// <summary>What operators ask of a crawl, and what it answers.</summary>
internal static class SteeringProtocol
{
    /// <summary>Change something that is committed with the job; answered by <see cref="Changed"/> once it is durable, or by <see cref="Refused"/>.</summary>
    /// <param name="Command">An <see cref="FrontierCommand.Add"/>, <see cref="FrontierCommand.Block"/> or <see cref="FrontierCommand.Limit"/>.</param>
    public sealed record Change(FrontierCommand Command);

    /// <summary>It is done, and holds when the crawl is resumed.</summary>
    public sealed record Changed
    {
        /// <summary>The only one.</summary>
        public static Changed Instance { get; } = new();
    }

    /// <summary>It cannot be done.</summary>
    public sealed record Refused(string Why);

    /// <summary>Tell how the crawl stands; answered by <see cref="CrawlProgress"/>.</summary>
    public sealed record GetProgress
    {
        /// <summary>The only one.</summary>
        public static GetProgress Instance { get; } = new();
    }

    /// <summary>Tell how hosts stand that are in memory; answered by <see cref="Hosts"/>.</summary>
    public sealed record GetHosts(HostPattern Pattern);

    /// <summary>The hosts, at a time of the crawl's clock.</summary>
    public sealed record Hosts(IReadOnlyList<HostStatus> All, DateTimeOffset Now);

    /// <summary>Tell which URLs failed last; answered by <see cref="Errors"/>.</summary>
    public sealed record GetErrors
    {
        /// <summary>The only one.</summary>
        public static GetErrors Instance { get; } = new();
    }

    /// <summary>The URLs that failed last in this run, newest first.</summary>
    public sealed record Errors(IReadOnlyList<FailureRecord> All);
}
