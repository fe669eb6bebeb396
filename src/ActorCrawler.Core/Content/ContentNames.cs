using System.Collections.Frozen;
using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Content;

/// <summary>What roles, classes and ids say about an element's part in the page.</summary>
internal static class ContentNames
{
    private const int LongestName = 512;

    private static readonly FrozenSet<string> BoilerplateRoles = new[]
    {
        "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar", "dialog", "alertdialog", "tablist",
    }.ToFrozenSet();

    /// <summary>Last words of class names and ids by which stylesheets tell what is not content.</summary>
    private static readonly FrozenSet<string> BoilerplateWords = new[]
    {
        "nav", "navbar", "navigation", "menu", "submenu", "sidebar", "footer", "breadcrumb", "breadcrumbs", "comments", "disqus", "social",
        "share", "sharing", "sharebar", "related", "recommended", "promo", "promotion", "ad", "ads", "advert", "advertisement", "sponsor",
        "sponsored", "cookie", "cookies", "consent", "newsletter", "subscribe", "popup", "modal", "pagination", "pager", "paging", "widget",
        "widgets", "masthead", "copyright", "legal", "skiplink", "toolbar", "tags", "byline",
    }.ToFrozenSet();

    // "has-sidebar" says something about the element beside the sidebar.
    private static readonly FrozenSet<string> Qualifiers = new[] { "has", "with", "no", "is", "without", "hide" }.ToFrozenSet();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Roles = BoilerplateRoles.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = BoilerplateWords.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Qualifying = Qualifiers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The region that an ARIA role makes; none for others.</summary>
    public static BlockRegions OfRole(ReadOnlySpan<byte> role)
    {
        Span<char> lower = stackalloc char[32];
        var text = Lower(role.Trim(" \t\n\f\r"u8), lower);
        return text switch
        {
            "main" => BlockRegions.Main,
            "article" => BlockRegions.Article,
            _ => Roles.Contains(text) ? BlockRegions.Boilerplate : BlockRegions.None,
        };
    }

    /// <summary>Whether a class attribute or an id sounds like boilerplate.</summary>
    public static bool SoundsLikeBoilerplate(ReadOnlySpan<byte> names)
    {
        Span<char> lower = stackalloc char[64];
        names = names[..Math.Min(names.Length, LongestName)];
        while (true)
        {
            names = names.TrimStart(" \t\n\f\r"u8);
            if (names.IsEmpty)
                return false;
            var end = names.IndexOfAny(HtmlBytes.Space);
            var name = end < 0 ? names : names[..end];
            names = names[name.Length..];
            if (name.Length <= lower.Length && IsBoilerplate(name, lower))
                return true;
        }
    }

    /// <summary>Whether a style attribute hides its element.</summary>
    public static bool Hides(ReadOnlySpan<byte> style)
    {
        Span<char> lower = stackalloc char[256];
        var text = Lower(style[..Math.Min(style.Length, lower.Length)], lower);
        return IsSet(text, "display", "none") || IsSet(text, "visibility", "hidden");
    }

    private static bool IsSet(ReadOnlySpan<char> style, string property, string value)
    {
        var at = style.IndexOf(property);
        if (at < 0)
            return false;
        var rest = style[(at + property.Length)..].TrimStart();
        return rest.StartsWith(':') && rest[1..].TrimStart().StartsWith(value);
    }

    private static bool IsBoilerplate(ReadOnlySpan<byte> name, Span<char> room)
    {
        var start = LastWord(name);
        if (start > 0 && Qualifying.Contains(Lower(name[..FirstWordEnd(name)], room)))
            return false;
        return Words.Contains(Lower(name[start..], room));
    }

    /// <summary>Where the last word of <c>main-sidebar</c>, <c>main_sidebar</c> or <c>mainSidebar</c> begins.</summary>
    private static int LastWord(ReadOnlySpan<byte> name)
    {
        for (var i = name.Length - 1; i > 0; i--)
        {
            if (name[i - 1] is (byte)'-' or (byte)'_' || (char.IsAsciiLetterUpper((char)name[i]) && char.IsAsciiLetterLower((char)name[i - 1])))
                return i;
        }
        return 0;
    }

    private static int FirstWordEnd(ReadOnlySpan<byte> name)
    {
        var end = name.IndexOfAny((byte)'-', (byte)'_');
        return end < 0 ? name.Length : end;
    }

    private static ReadOnlySpan<char> Lower(ReadOnlySpan<byte> text, Span<char> room)
    {
        if (text.Length > room.Length)
            return default;
        for (var i = 0; i < text.Length; i++)
            room[i] = char.ToLowerInvariant((char)text[i]);
        return room[..text.Length];
    }
}
