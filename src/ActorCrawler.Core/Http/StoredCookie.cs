namespace ActorCrawler.Core.Http;

/// <summary>A cookie in a jar.</summary>
internal sealed class StoredCookie(SetCookie cookie, string domain, bool isHostOnly, string path, long created)
{
    public SetCookie Cookie { get; } = cookie;

    public string Domain { get; } = domain;

    public bool IsHostOnly { get; } = isHostOnly;

    public string Path { get; } = path;

    /// <summary>Its place in the order in which cookies were set first.</summary>
    public long Created { get; } = created;

    /// <summary>Its place in the order in which cookies were used last.</summary>
    public long Used { get; set; } = created;

    public bool IsExpired(DateTimeOffset now) => Cookie.Expires <= now;

    public bool IsSameAs(StoredCookie other) =>
        Cookie.Name == other.Cookie.Name && Domain == other.Domain && IsHostOnly == other.IsHostOnly && Path == other.Path;
}
