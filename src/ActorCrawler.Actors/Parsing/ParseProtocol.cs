using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors.Parsing;

/// <summary>
/// What the coordinator, the parser pool and parsers say to each other. Work is pulled: a parser gets a job only against credit that it gave.
/// What travels to other processes is an <see cref="IWireMessage"/>, and part of the wire contract.
/// </summary>
internal static class ParseProtocol
{
    /// <summary>A message that may travel; the configuration binds it to the wire's serializer.</summary>
    public interface IWireMessage;

    /// <summary>Parse a body and answer with <see cref="Parsed"/>. Self-contained, so that it can travel to another process.</summary>
    public sealed record Parse(ParseJob Job) : IWireMessage;

    /// <summary>A job is done.</summary>
    /// <param name="LeaseId">Its lease.</param>
    /// <param name="Fence">Its epoch.</param>
    /// <param name="Report">What it came to; null when the report is too large to travel, and the job is to be done where the seed is.</param>
    public sealed record Parsed(long LeaseId, long Fence, ParseReport? Report) : IWireMessage;

    /// <summary>
    /// A node offers its parsers; said until it is answered by <see cref="Welcome"/> or <see cref="Refused"/>, and again with a proof when it is answered by
    /// <see cref="Challenge"/>.
    /// </summary>
    /// <param name="Protocol">The version of the contract that it speaks.</param>
    /// <param name="Node">Who it is.</param>
    /// <param name="Credit">What it takes.</param>
    /// <param name="Proof">That it belongs.</param>
    public sealed record Register(int Protocol, WorkerNode Node, WorkerCredit Credit, WorkerProof Proof) : IWireMessage;

    /// <summary>The node is to prove that it belongs.</summary>
    /// <param name="Nonce">The seed's number for it.</param>
    public sealed record Challenge(ReadOnlyMemory<byte> Nonce) : IWireMessage;

    /// <summary>The node is taken in.</summary>
    /// <param name="Protocol">The version of the contract that the seed speaks.</param>
    /// <param name="Fence">The job's epoch.</param>
    /// <param name="Setup">What its parsers are told.</param>
    /// <param name="Proof">That the seed belongs, too.</param>
    public sealed record Welcome(int Protocol, long Fence, ParserSetup Setup, ReadOnlyMemory<byte> Proof) : IWireMessage;

    /// <summary>The node is turned away, and asking again is pointless.</summary>
    public sealed record Refused(int Protocol, string Reason) : IWireMessage;

    /// <summary>The seed asks a node to finish what it holds and leave.</summary>
    public sealed record Drain : IWireMessage;

    /// <summary>A node wants no more jobs; answered by <see cref="Dismissed"/> once the seed has all its results.</summary>
    public sealed record Leaving : IWireMessage;

    /// <summary>The node holds nothing any more, and may go.</summary>
    public sealed record Dismissed : IWireMessage;

    /// <summary>The crawl is over for good; a worker says <see cref="Leaving"/> when it has heard it.</summary>
    public sealed record CrawlEnded : IWireMessage;

    /// <summary>Which jobs do you hold? Answered by <see cref="Holding"/>: what is missing there was lost on its way, and is given out again.</summary>
    public sealed record Check : IWireMessage;

    /// <summary>The jobs that a node holds.</summary>
    public sealed record Holding(IReadOnlyList<long> Leases) : IWireMessage;

    /// <summary>A host joined the scope.</summary>
    public sealed record ScopeGrew(string Host) : IWireMessage;

    /// <summary>Nobody waits for the job any more.</summary>
    public sealed record Cancel(long LeaseId);
}
