namespace Akka.Actor;

/// <summary>What a supervisor does about a failed child.</summary>
public enum Directive
{
    /// <summary>Go on with the next message, keeping the state.</summary>
    Resume,

    /// <summary>Replace the instance; mailbox and reference stay, the failed message is lost.</summary>
    Restart,

    /// <summary>Fail oneself, so that one's own supervisor decides.</summary>
    Escalate,

    /// <summary>Stop the child.</summary>
    Stop
}
