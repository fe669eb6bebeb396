namespace ActorCrawler.Core.Urls;

/// <summary>How far from its start URLs a crawl goes: <c>--scope host|domain|any</c>.</summary>
public enum ScopeMode
{
    /// <summary>
    /// The hosts of the start URLs: on default ports both schemes and the name with and without <c>www.</c>; on another port exactly that
    /// scheme, name and port.
    /// </summary>
    Host,

    /// <summary>
    /// The registrable domains of the start URLs' hosts, any scheme and port; where a host has none (an address), exactly that name.
    /// </summary>
    Domain,

    /// <summary>The whole web.</summary>
    Any,
}
