namespace ActorCrawler.Core.Frontier;

/// <summary>An attempt that failed in a way that may heal: the URL stays queued.</summary>
/// <param name="Url">The URL as it was leased.</param>
/// <param name="Reason">What went wrong this time.</param>
/// <param name="Status">HTTP status; 0 when there was none.</param>
/// <param name="Detail">Error text for people.</param>
/// <param name="At">When the attempt began.</param>
/// <param name="NotBefore">When the next attempt may start.</param>
/// <param name="Attempts">Attempts made so far; not raised by what is not the URL's fault (a shutdown, a lost worker).</param>
/// <param name="Suspect">The process that parsed it died.</param>
public sealed record RetriedUrl(
    QueuedUrl Url, Reason Reason, int Status, string? Detail, DateTimeOffset At, DateTimeOffset NotBefore, int Attempts, bool Suspect)
{
    /// <summary>Bytes received in vain; they count against the byte budget all the same.</summary>
    public long BytesReceived { get; init; }
}
