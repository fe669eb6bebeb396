using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Akka.Actor;

// The children's table is the one thing that other threads reach: ActorSystem.ActorOf makes children of the guardian from anywhere.
internal sealed partial class ActorCell
{
    private readonly Lock _childrenLock = new();
    private readonly Dictionary<string, ChildRestartStats> _children = [];
    private readonly HashSet<InternalActorRef> _dying = [];
    private ChildrenWait _wait;
    private Exception? _recreateCause;
    private long _nextName;

    // What the actor does once all children that are told to stop have stopped.
    private enum ChildrenWait
    {
        Nothing,
        Create,
        Recreate,
        Terminate,
        Terminated
    }

    private bool IsWaitingForChildren => _wait is ChildrenWait.Create or ChildrenWait.Recreate or ChildrenWait.Terminate;

    private bool IsTerminating => _wait is ChildrenWait.Terminate or ChildrenWait.Terminated;

    public IActorRef ActorOf(Props props, string? name = null) => MakeChild(props, name);

    public IActorRef Child(string name)
    {
        lock (_childrenLock) return _children.TryGetValue(name, out var stats) ? stats.Child : ActorRefs.Nobody;
    }

    public IEnumerable<IActorRef> GetChildren() => ChildRefs();

    public void Stop(IActorRef child)
    {
        var target = InternalActorRef.From(child);
        lock (_childrenLock)
        {
            if (Find(target) is not null) _dying.Add(target);
        }

        target.Stop();
    }

    /// <summary>A new child for a caller that may be on any thread.</summary>
    internal LocalActorRef MakeChild(Props props, string? name)
    {
        ArgumentNullException.ThrowIfNull(props);
        if (name is not null) CheckName(name);
        LocalActorRef child;
        lock (_childrenLock)
        {
            if (IsTerminating) throw new InvalidOperationException("Cannot create child while terminating or terminated");
            name ??= "$" + Base64Name(_nextName++);
            if (_children.ContainsKey(name)) throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
            var path = Self.Path.Child(name, RandomNumberGenerator.GetInt32(1, int.MaxValue));
            child = Provider.NewActorRef(props, Self, path);
            _children.Add(name, new ChildRestartStats(child));
        }

        child.Start();
        return child;
    }

    internal InternalActorRef[] ChildRefs()
    {
        lock (_childrenLock) return [.. _children.Values.Select(stats => stats.Child)];
    }

    internal InternalActorRef GetSingleChild(string name)
    {
        var hash = name.IndexOf('#');
        var bare = hash < 0 ? name : name[..hash];
        lock (_childrenLock)
        {
            if (!_children.TryGetValue(bare, out var stats)) return Nobody.Instance;
            var sameUid = hash < 0 || name.AsSpan(hash + 1).SequenceEqual(stats.Child.Path.Uid.ToString(CultureInfo.InvariantCulture));
            return sameUid ? stats.Child : Nobody.Instance;
        }
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0) throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
            throw new InvalidActorNameException($"Illegal actor name [{name}]. It must not start with '$' nor hold anything but ASCII letters, digits and the symbols -_.*$+:@&=,!~';()");
    }

    internal static string Base64Name(long number)
    {
        const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";
        var name = "";
        do
        {
            name += Digits[(int)(number & 63)];
            number >>= 6;
        }
        while (number > 0);
        return name;
    }

    private ChildRestartStats? Find(InternalActorRef child) =>
        _children.TryGetValue(child.Path.Name, out var stats) && stats.Child.Equals(child) ? stats : null;

    private bool TryFind(InternalActorRef child, [NotNullWhen(true)] out ChildRestartStats? stats)
    {
        lock (_childrenLock) stats = Find(child);
        return stats is not null;
    }

    private ChildRestartStats[] AllStats()
    {
        lock (_childrenLock) return [.. _children.Values];
    }

    // True when there are children to wait for: the last of them then calls for what is to be done.
    private bool WaitForDyingChildren(ChildrenWait purpose)
    {
        lock (_childrenLock)
        {
            if (_dying.Count == 0) return false;
            _wait = purpose;
            return true;
        }
    }

    private ChildrenWait RemoveChild(InternalActorRef child)
    {
        lock (_childrenLock)
        {
            _children.Remove(child.Path.Name);
            if (!_dying.Remove(child) || _dying.Count > 0) return ChildrenWait.Nothing;
            var purpose = _wait;
            _wait = purpose == ChildrenWait.Terminate ? ChildrenWait.Terminated : ChildrenWait.Nothing;
            return purpose;
        }
    }

    private void StopChildren()
    {
        foreach (var child in ChildRefs()) Stop(child);
    }

    private void SuspendChildren(InternalActorRef[] exceptFor)
    {
        foreach (var child in ChildRefs())
        {
            if (!exceptFor.Contains(child)) child.SendSystemMessage(new Dispatch.SysMsg.Suspend());
        }
    }

    private void HandleChildTerminated(InternalActorRef child)
    {
        switch (RemoveChild(child))
        {
            case ChildrenWait.Recreate:
                FinishRecreate(_recreateCause!);
                break;
            case ChildrenWait.Create:
                FinishCreate();
                break;
            case ChildrenWait.Terminate:
                FinishTerminate();
                break;
        }
    }
}
