using ActorCrawler.Storage;
using Akka.Actor;

namespace ActorCrawler.Actors.Parsing;

/// <summary>What a parser pool works with.</summary>
internal sealed record ParserPoolSetup
{
    /// <summary>Who gets the results.</summary>
    public required IActorRef Coordinator { get; init; }

    /// <summary>The job's epoch; results of another are dropped.</summary>
    public required long Fence { get; init; }

    /// <summary>What parsers are told at the start.</summary>
    public required ParserSetup Parsers { get; init; }

    /// <summary>Parsers in this process; at least 1.</summary>
    public required int LocalParsers { get; init; }

    /// <summary>Whether they serve only while no worker is there, and for what no worker can take.</summary>
    public required bool LocalsInReserve { get; init; }

    /// <summary>Whether workers can join.</summary>
    public required bool IsNode { get; init; }

    /// <summary>What workers must know before they are let in; null where none can join.</summary>
    public required string? Secret { get; init; }

    /// <summary>How long bodies wait for a worker, where workers can join, before parsers in reserve serve.</summary>
    public required TimeSpan WorkerWait { get; init; }

    /// <summary>The crawl's time.</summary>
    public required CrawlClock Clock { get; init; }

    /// <summary>Where it is marked what this process parses, and which pages are suspects.</summary>
    public required ParsingMarks? Marks { get; init; }

    /// <summary>By which the process is started that parses suspects; null when there is none: then a suspect is parsed as any other page.</summary>
    public required WorkerProgram? Program { get; init; }
}
