namespace ActorCrawler.Core.Html;

/// <summary>The attributes that extraction reads.</summary>
internal static class HtmlAttributes
{
    public static readonly HtmlAttributeName Action = new("action");
    public static readonly HtmlAttributeName Background = new("background");
    public static readonly HtmlAttributeName Color = new("color");
    public static readonly HtmlAttributeName Content = new("content");
    public static readonly HtmlAttributeName Data = new("data");
    public static readonly HtmlAttributeName Encoding = new("encoding");
    public static readonly HtmlAttributeName Face = new("face");
    public static readonly HtmlAttributeName Href = new("href");
    public static readonly HtmlAttributeName Hreflang = new("hreflang");
    public static readonly HtmlAttributeName HttpEquiv = new("http-equiv");
    public static readonly HtmlAttributeName ImageSrcset = new("imagesrcset");
    public static readonly HtmlAttributeName Lang = new("lang");
    public static readonly HtmlAttributeName Method = new("method");
    public static readonly HtmlAttributeName Name = new("name");
    public static readonly HtmlAttributeName Poster = new("poster");
    public static readonly HtmlAttributeName Property = new("property");
    public static readonly HtmlAttributeName Rel = new("rel");
    public static readonly HtmlAttributeName Size = new("size");
    public static readonly HtmlAttributeName Src = new("src");
    public static readonly HtmlAttributeName Srcset = new("srcset");
    public static readonly HtmlAttributeName Type = new("type");
}
