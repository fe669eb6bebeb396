namespace ActorCrawler.Http.Names;

/// <summary>Somebody who can be asked for addresses. Asked once per look-up; remembering is the resolver's part.</summary>
internal interface INameSource
{
    /// <summary>Asks. Never fails: failures are results. Ends soon after cancellation, by throwing.</summary>
    Task<NameAnswer> AskAsync(string host, CancellationToken cancellationToken);
}
