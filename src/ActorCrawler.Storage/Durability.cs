namespace ActorCrawler.Storage;

/// <summary>What a commit survives.</summary>
public enum Durability
{
    /// <summary>The death of any process at any moment. Loss of power may cost recent commits, never a consistent state.</summary>
    Process,

    /// <summary>Loss of power too: outputs, their directory and the database are forced to the disk before a commit counts.</summary>
    Power,
}
