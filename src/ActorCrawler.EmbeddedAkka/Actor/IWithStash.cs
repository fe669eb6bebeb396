namespace Akka.Actor;

/// <summary>An actor with a stash; the property is set when its constructor has run. A restart puts all stashed messages back.</summary>
public interface IWithStash
{
    IStash Stash { get; set; }
}
