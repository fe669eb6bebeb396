using System.Collections.Immutable;

namespace ActorCrawler.Core.Urls;

/// <summary>Which rules a crawl applies to URLs, and what the user adds to their tables.</summary>
/// <param name="Rules">
/// The rules that are on. <see cref="CanonicalizationRules.DropFragment"/> cannot be turned off: it is always added.
/// </param>
/// <param name="DropParameters">
/// Names of further query parameters to drop, in lower case or any other; a star at the end stands for any ending.
/// </param>
/// <param name="KeepParameters">Names of query parameters that no rule drops, in the same form; they win over everything.</param>
public sealed record CanonicalizationSettings(
    CanonicalizationRules Rules, ImmutableArray<string> DropParameters, ImmutableArray<string> KeepParameters)
{
    /// <summary>The default rules, and no names added.</summary>
    public static CanonicalizationSettings Default { get; } = new(CanonicalizationRules.Default, [], []);

    /// <summary>The same without the rules that drop parameters: what <c>--keep-params</c> asks for.</summary>
    public CanonicalizationSettings KeepingParameters() => this with { Rules = Rules & ~CanonicalizationRules.Parameters };
}
