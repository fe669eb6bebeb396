using System.Globalization;
using System.Text.RegularExpressions;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Fields;

/// <summary>
/// What a regular expression matches in the decoded source. As with patterns on URLs it runs without backtracking where its constructs allow
/// that, and otherwise within the time limit.
/// </summary>
internal sealed class RegexField : CompiledField
{
    private readonly Regex _regex;
    private readonly int _group;

    private RegexField(Regex regex, int group)
    {
        _regex = regex;
        _group = group;
    }

    public static (CompiledField?, FieldRuleError?) Compile(FieldRule rule, TimeSpan timeLimit)
    {
        Regex regex;
        try
        {
            regex = Make(rule.Expression, timeLimit);
        }
        catch (RegexParseException e)
        {
            return (null, new FieldRuleError(FieldRulePart.Expression, $"the pattern {rule.Expression} is wrong at character {e.Offset + 1}: {PatternProblem.Of(e)}"));
        }
        var group = GroupOf(regex, rule.Group);
        return group < 0
            ? (null, new FieldRuleError(FieldRulePart.Group, $"the pattern {rule.Expression} has no group '{rule.Group}'"))
            : (new RegexField(regex, group), null);
    }

    public override FieldProblem Read(FieldPage page, FieldValues values)
    {
        if (page.Source is not { } source)
            return FieldProblem.DocumentTooLarge;
        try
        {
            return _group == 0 ? ReadMatches(source, page, values) : ReadGroups(source, page, values);
        }
        catch (RegexMatchTimeoutException)
        {
            return FieldProblem.TimeLimit;
        }
    }

    private static Regex Make(string pattern, TimeSpan timeLimit)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, timeLimit);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, timeLimit);
        }
    }

    private static int GroupOf(Regex regex, string group) => group.Length == 0 ? 0
        : int.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (regex.GetGroupNumbers().Contains(number) ? number : -1)
        : regex.GroupNumberFromName(group);

    private FieldProblem ReadMatches(string source, FieldPage page, FieldValues values)
    {
        foreach (var match in _regex.EnumerateMatches(source))
        {
            if (!values.Add(source.AsSpan(match.Index, match.Length)))
                break;
            if (page.IsTimeOver)
                return FieldProblem.TimeLimit;
        }
        return FieldProblem.None;
    }

    private FieldProblem ReadGroups(string source, FieldPage page, FieldValues values)
    {
        for (var match = _regex.Match(source); match.Success; match = match.NextMatch())
        {
            if (match.Groups[_group] is { Success: true } group && !values.Add(group.ValueSpan))
                break;
            if (page.IsTimeOver)
                return FieldProblem.TimeLimit;
        }
        return FieldProblem.None;
    }
}
