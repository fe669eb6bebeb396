namespace ActorCrawler.Http.Names;

/// <summary>Leaves names below <c>local</c> to the system, which asks the local link for them (RFC 6762), and all others to the name servers.</summary>
internal sealed class LinkNamesSource(INameSource others, SystemSource system) : INameSource, IDisposable
{
    public Task<NameAnswer> AskAsync(string host, CancellationToken cancellationToken) =>
        (host.EndsWith(".local", StringComparison.Ordinal) ? system : others).AskAsync(host, cancellationToken);

    public void Dispose() => system.Dispose();
}
