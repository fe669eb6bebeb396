namespace ActorCrawler.Actors.Settings;

/// <summary>A start URL.</summary>
/// <param name="Url">An absolute http or https URL as the URL standard serialises it; the crawl's own URL rules are not yet applied.</param>
/// <param name="SchemeGuessed">It was given without a scheme: this is the https form, and http is tried when no connection can be made.</param>
public sealed record StartUrl(string Url, bool SchemeGuessed)
{
    private const int Prefix = 8; // As long as https://, and never longer than http:// and a host.

    /// <summary>The root of its host, as a start URL: lists name thousands of pages of few hosts.</summary>
    internal StartUrl Root
    {
        get
        {
            var slash = Url.AsSpan(Math.Min(Prefix, Url.Length)).IndexOf('/');
            return slash < 0 ? this : this with { Url = Url[..(Prefix + slash + 1)] };
        }
    }
}
