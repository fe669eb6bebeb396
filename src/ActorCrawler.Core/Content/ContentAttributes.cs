using System.Buffers;
using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Content;

/// <summary>The attributes by which the main content is told from the rest.</summary>
internal static class ContentAttributes
{
    public static readonly HtmlAttributeName Alt = new("alt");
    public static readonly HtmlAttributeName AriaHidden = new("aria-hidden");
    public static readonly HtmlAttributeName Class = new("class");
    public static readonly HtmlAttributeName Hidden = new("hidden");
    public static readonly HtmlAttributeName Id = new("id");
    public static readonly HtmlAttributeName ItemProp = new("itemprop");
    public static readonly HtmlAttributeName Role = new("role");
    public static readonly HtmlAttributeName StartNumber = new("start");
    public static readonly HtmlAttributeName Style = new("style");

    /// <summary>What the name of a programming language is made of.</summary>
    public static readonly SearchValues<byte> LanguageBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#-_."u8);
}
