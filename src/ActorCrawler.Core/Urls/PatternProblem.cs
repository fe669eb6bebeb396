using System.Text.RegularExpressions;

namespace ActorCrawler.Core.Urls;

/// <summary>What is wrong with a regular expression, in words.</summary>
internal static class PatternProblem
{
    /// <summary>Such as "insufficient closing parentheses".</summary>
    public static string Of(RegexParseException error) =>
        string.Concat(error.Error.ToString().Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}")).TrimStart();
}
