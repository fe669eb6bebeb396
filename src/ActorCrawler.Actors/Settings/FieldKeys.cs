namespace ActorCrawler.Actors.Settings;

/// <summary>The keys of an extraction rule.</summary>
internal static class FieldKeys
{
    public const string Css = "css";
    public const string Regex = "regex";
    public const string JsonLd = "json-ld";
    public const string Meta = "meta";
    public const string Attribute = "attribute";
    public const string Html = "html";
    public const string Group = "group";
    public const string Type = "type";
    public const string List = "list";
    public const string Url = "url";
    public const string Field = "field";

    /// <summary>Those that say where a rule looks; it has exactly one.</summary>
    public static IReadOnlyList<string> Sources { get; } = [Css, Regex, JsonLd, Meta];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Sources, Attribute, Html, Group, Type, List, Url, Field];
}
