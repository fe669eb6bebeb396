// What can be told to a router, in one place because it is one protocol.
namespace Akka.Routing;

/// <summary>For all routees, whatever the router's logic; they get the message inside.</summary>
public sealed class Broadcast(object message)
{
    public object Message { get; } = message;
}

/// <summary>A message for the router itself.</summary>
public abstract class RouterManagementMessage
{
    private protected RouterManagementMessage()
    {
    }
}

/// <summary>Asks for the <see cref="Routees"/>.</summary>
public sealed class GetRoutees : RouterManagementMessage
{
    private GetRoutees()
    {
    }

    public static GetRoutees Instance { get; } = new();
}

/// <summary>The answer to <see cref="GetRoutees"/>.</summary>
public sealed class Routees(IEnumerable<Routee> routees)
{
    public IEnumerable<Routee> Members { get; } = [.. routees];
}

public sealed class AddRoutee(Routee routee) : RouterManagementMessage
{
    public Routee Routee { get; } = routee;
}

/// <summary>Takes a routee out; one that the router made is stopped after the messages it has.</summary>
public sealed class RemoveRoutee(Routee routee) : RouterManagementMessage
{
    public Routee Routee { get; } = routee;
}

/// <summary>Makes a pool larger or, with a negative number, smaller.</summary>
public sealed class AdjustPoolSize(int change) : RouterManagementMessage
{
    public int Change { get; } = change;
}
