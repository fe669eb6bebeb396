namespace ActorCrawler.CommandPort;

/// <summary>The other side of a command port is not what it should be. The message is a clause for people, without a full stop.</summary>
public sealed class CommandPortException : Exception
{
    public CommandPortException(string message)
        : base(message)
    {
    }

    public CommandPortException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
