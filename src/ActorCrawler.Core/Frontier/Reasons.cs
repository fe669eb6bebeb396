using System.Collections.Frozen;

namespace ActorCrawler.Core.Frontier;

/// <summary>What is fixed about each <see cref="Reason"/>: its state and the name by which files and people know it.</summary>
public static class Reasons
{
    private static readonly FrozenDictionary<Reason, string> Names = Enum.GetValues<Reason>().ToFrozenDictionary(r => r, Kebab);

    private static readonly FrozenDictionary<string, Reason> ByName = Names.ToFrozenDictionary(p => p.Value, p => p.Key);

    /// <summary>The state that a URL with this reason is in.</summary>
    public static UrlState State(this Reason reason) => (byte)reason switch
    {
        0 => UrlState.Queued,
        >= 10 and < 30 => UrlState.Done,
        >= 30 and < 60 => UrlState.Failed,
        >= 60 => UrlState.Excluded,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason."),
    };

    /// <summary>Whether a URL with this reason is a page: a row of pages.jsonl.</summary>
    public static bool IsPage(this Reason reason) => reason is Reason.Page or Reason.Duplicate;

    /// <summary>The name in files and on screens: <c>queued</c>, <c>done</c>, <c>failed</c>, <c>excluded</c>.</summary>
    public static string Name(this UrlState state) => state switch
    {
        UrlState.Queued => "queued",
        UrlState.Done => "done",
        UrlState.Failed => "failed",
        UrlState.Excluded => "excluded",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    /// <summary>The name in files and on screens: lower case with hyphens, such as <c>not-html</c>.</summary>
    public static string Name(this Reason reason) => Names[reason];

    /// <summary>The reason of that name; false when there is none.</summary>
    public static bool TryParse(string name, out Reason reason) => ByName.TryGetValue(name, out reason);

    private static string Kebab(Reason reason) =>
        string.Concat(reason.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
