namespace ActorCrawler.Simulator;

/// <summary>A page that a right crawl records.</summary>
/// <param name="Url">The canonical URL.</param>
/// <param name="Depth">Links from the nearest start URL; a redirect has the depth of what leads to it.</param>
/// <param name="Title">The title.</param>
public sealed record ExpectedPage(string Url, int Depth, string Title)
{
    private readonly Func<IReadOnlyList<string>> _links = () => [];

    internal ExpectedPage(string url, int depth, string title, Func<IReadOnlyList<string>> links) : this(url, depth, title) => _links = links;

    /// <summary>The http(s) targets of its <c>a</c> elements: absolute, without fragment, tracking parameters still on, unique, in document order. Computed when asked for.</summary>
    public IReadOnlyList<string> Links => _links();

    /// <summary>By URL, depth and title.</summary>
    public bool Equals(ExpectedPage? other) => other is not null && Url == other.Url && Depth == other.Depth && Title == other.Title;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Url, Depth, Title);
}
