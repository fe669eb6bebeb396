namespace ActorCrawler.Http.Names;

/// <summary>Finds the addresses of host names.</summary>
public interface IHostResolver
{
    /// <summary>Looks a name up. Failures are results; only cancellation throws.</summary>
    /// <param name="host">A host name in ASCII form, never an address literal.</param>
    /// <param name="cancellationToken">Ends this caller's wait, not the look-up that others may share.</param>
    ValueTask<HostLookup> ResolveAsync(string host, CancellationToken cancellationToken);
}
