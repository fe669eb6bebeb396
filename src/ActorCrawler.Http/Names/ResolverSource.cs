namespace ActorCrawler.Http.Names;

/// <summary>Who is asked for the addresses of names.</summary>
public enum ResolverSource
{
    /// <summary><see cref="Dns"/> where the system's own configuration asks no more than that of it (Linux with resolv.conf), else <see cref="System"/>.</summary>
    Auto,

    /// <summary>
    /// The name servers of <c>/etc/resolv.conf</c>, after <c>/etc/hosts</c> and <c>HOSTALIASES</c>, asked by the crawler itself: a silent name
    /// server then costs neither threads nor other hosts' time.
    /// </summary>
    Dns,

    /// <summary>The system's resolver (getaddrinfo), called on threads of its own: knows every source that the system does.</summary>
    System,
}
