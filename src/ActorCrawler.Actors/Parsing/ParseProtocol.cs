using ActorCrawler.Core.Frontier;
using Akka.Actor;

namespace ActorCrawler.Actors.Parsing;

/// <summary>What the coordinator, the parser pool and parsers say to each other. Work is pulled: a parser gets a job only against credit that it gave.</summary>
internal static class ParseProtocol
{
    /// <summary>Parse a body and answer with <see cref="Parsed"/>. Self-contained, so that it can travel to another process.</summary>
    public sealed record Parse(ParseJob Job);

    /// <summary>A job is done.</summary>
    public sealed record Parsed(long LeaseId, ParseReport Report);

    /// <summary>A parser offers its slots; said once, and again after the pool restarts.</summary>
    /// <param name="Parser">Who works.</param>
    /// <param name="Slots">Jobs it takes at a time.</param>
    public sealed record Register(IActorRef Parser, int Slots);

    /// <summary>Nobody waits for the job any more.</summary>
    public sealed record Cancel(long LeaseId);

    /// <summary>A host joined the scope.</summary>
    public sealed record ScopeGrew(string Host);
}
