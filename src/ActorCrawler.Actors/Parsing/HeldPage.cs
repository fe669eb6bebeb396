namespace ActorCrawler.Actors.Parsing;

/// <summary>A body that the pool keeps until its result is there.</summary>
/// <param name="job">The job.</param>
/// <param name="body">What the body lies in.</param>
internal sealed class HeldPage(ParseJob job, IDisposable body)
{
    public ParseJob Job => job;

    /// <summary>Workers that went silent with it.</summary>
    public int Losses { get; set; }

    /// <summary>Its mark as a suspect; null for none.</summary>
    public int? Mark { get; set; }

    public void Release() => body.Dispose();
}
