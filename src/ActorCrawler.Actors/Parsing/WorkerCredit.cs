namespace ActorCrawler.Actors.Parsing;

/// <summary>What a worker takes.</summary>
/// <param name="Slots">Jobs at a time, those at hand counted; at least 1.</param>
/// <param name="Bytes">Bytes of bodies at a time; a single larger body is taken all the same, alone.</param>
/// <param name="LargestBody">A larger body is not for this worker.</param>
internal readonly record struct WorkerCredit(int Slots, long Bytes, long LargestBody)
{
    /// <summary>So many jobs, of any size.</summary>
    public static WorkerCredit Jobs(int slots) => new(slots, long.MaxValue, long.MaxValue);
}
