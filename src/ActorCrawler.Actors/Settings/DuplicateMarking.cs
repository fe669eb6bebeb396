namespace ActorCrawler.Actors.Settings;

/// <summary>Which pages count as having an earlier page's content.</summary>
internal enum DuplicateMarking
{
    /// <summary>None.</summary>
    Off,

    /// <summary>Those whose body is the same, byte for byte.</summary>
    Same,

    /// <summary>Those whose text differs in little, too.</summary>
    Similar,
}
