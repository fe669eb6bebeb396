using System.IO.Enumeration;

namespace Akka.Actor;

/// <summary>The actors at a path, looked up for each message anew; there may be none, one, or with * and ? several.</summary>
public sealed class ActorSelection : ICanTell
{
    private readonly string[] _elements;

    internal ActorSelection(InternalActorRef anchor, string path)
    {
        Anchor = anchor;
        _elements = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Where the path starts.</summary>
    public IActorRef Anchor { get; }

    /// <summary>The path from the anchor on.</summary>
    public string PathString => "/" + string.Join('/', _elements);

    public void Tell(object message, IActorRef? sender = null) =>
        Deliver((InternalActorRef)Anchor, new ActorSelectionMessage(message, _elements), sender ?? ActorCell.Current?.Self);

    /// <summary>The first actor that answers.</summary>
    /// <exception cref="ActorNotFoundException">In the task: nobody answered in time.</exception>
    public async Task<IActorRef> ResolveOne(TimeSpan timeout)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null), timeout).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException("subject was null");
        }
        catch (Exception e)
        {
            throw new ActorNotFoundException("Exception occurred while resolving ActorSelection", e);
        }
    }

    public override string ToString() => $"ActorSelection[Anchor({Anchor.Path}), Path({PathString})]";

    /// <summary>Hands a message to those whom its elements name, starting at <paramref name="anchor"/>.</summary>
    internal static void Deliver(InternalActorRef anchor, ActorSelectionMessage selection, IActorRef? sender)
    {
        var current = anchor;
        for (var i = 0; i < selection.Elements.Length; i++)
        {
            var element = selection.Elements[i];
            if (!current.IsLocal)
            {
                current.Tell(new ActorSelectionMessage(selection.Message, selection.Elements[i..]), sender);
                return;
            }

            if (element.AsSpan().ContainsAny('*', '?'))
            {
                var rest = new ActorSelectionMessage(selection.Message, selection.Elements[(i + 1)..]);
                foreach (var child in current.GetChildren())
                {
                    if (FileSystemName.MatchesSimpleExpression(element, child.Path.Name, ignoreCase: false)) Deliver(child, rest, sender);
                }

                return;
            }

            var next = element == ".." ? current.Parent : current.GetSingleChild(element);
            if (next is Nobody)
            {
                var missing = selection.Elements[i..].Aggregate(current.Path, (path, name) => path / name);
                anchor.Provider.PublishDeadLetter(selection.Message, sender, new EmptyLocalActorRef(missing, anchor.Provider));
                return;
            }

            current = next;
        }

        current.Tell(selection.Message, sender);
    }
}
