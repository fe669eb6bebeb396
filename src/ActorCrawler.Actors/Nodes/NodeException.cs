namespace ActorCrawler.Actors.Nodes;

/// <summary>A node cannot be what it was told to be; the message says why and what to do.</summary>
public sealed class NodeException : Exception
{
    /// <summary>A node cannot be what it was told to be.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="cause">The error behind it.</param>
    public NodeException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
