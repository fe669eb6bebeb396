using ActorCrawler.Core.Robots;

namespace ActorCrawler.Core.Frontier;

/// <summary>What one attempt at a host's robots.txt came to; closed.</summary>
public abstract record RobotsReply
{
    private RobotsReply()
    {
    }

    /// <summary>A redirect to follow.</summary>
    /// <param name="Target">Where to, absolute.</param>
    public sealed record Redirect(string Target) : RobotsReply;

    /// <summary>Rules to obey: those of the file, or none where there is no file (RFC 9309 section 2.3.1.3).</summary>
    /// <param name="Rules">The rules.</param>
    /// <param name="Record">What to store of it.</param>
    public sealed record Known(RobotsRules Rules, RobotsRecord Record) : RobotsReply;

    /// <summary>The host answers errors, or not at all: nothing may be fetched from it (RFC 9309 section 2.3.1.4).</summary>
    /// <param name="Status">HTTP status; 0 when there was no answer.</param>
    /// <param name="Failure">Why no answer came; null when one did.</param>
    /// <param name="MayHeal">False when trying again is pointless.</param>
    /// <param name="Detail">The error in words.</param>
    public sealed record Unreachable(int Status, Reason? Failure, bool MayHeal, string Detail) : RobotsReply;

    /// <summary>Called off by a shutdown, or lost.</summary>
    public sealed record Abandoned : RobotsReply;
}
