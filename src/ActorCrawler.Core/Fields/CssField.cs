using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;

namespace ActorCrawler.Core.Fields;

/// <summary>The elements that a CSS selector matches, in document order.</summary>
internal sealed class CssField : CompiledField
{
    // So many elements are matched between two looks at the clock.
    private const int Stride = 16;

    private readonly ISelector _selector;
    private readonly FieldTake _take;
    private readonly string _attribute;
    private readonly DomText _text = new();

    private CssField(ISelector selector, FieldTake take, string attribute)
    {
        _selector = selector;
        _take = take;
        _attribute = attribute;
    }

    public static (CompiledField?, FieldRuleError?) Compile(FieldRule rule)
    {
        var parser = new CssSelectorParser();
        return parser.ParseSelector(rule.Expression) is { } selector
            ? (new CssField(selector, rule.Take, rule.Attribute), null)
            : (null, new FieldRuleError(FieldRulePart.Expression, $"'{rule.Expression}' is no CSS selector{UpTo(parser, rule.Expression)}"));
    }

    public override FieldProblem Read(FieldPage page, FieldValues values)
    {
        var problem = page.TryGetDom(out var dom);
        if (dom is null)
            return problem;
        for (var i = 0; i < dom.Elements.Count; i++)
        {
            if (i % Stride == 0 && page.IsTimeOver)
                return FieldProblem.TimeLimit;
            var element = dom.Elements[i];
            if (_selector.Match(element, dom.Elements[0]) && !Take(element, values))
                break;
        }
        return FieldProblem.None;
    }

    /// <summary>The parser tells no place: the longest beginning that is a selector does.</summary>
    private static string UpTo(CssSelectorParser parser, string text)
    {
        for (var length = text.Length - 1; length > 0; length--)
        {
            if (!char.IsWhiteSpace(text[length - 1]) && parser.ParseSelector(text[..length]) is not null)
                return $": what follows '{text[..length]}' is not understood";
        }
        return "";
    }

    private bool Take(IElement element, FieldValues values) => _take switch
    {
        FieldTake.Text => values.Add(_text.Of(element, values.LongestText)),
        FieldTake.Html => values.Add(element.InnerHtml.AsSpan()),
        FieldTake.Attribute => element.GetAttribute(_attribute) is not { } value || values.Add(value.AsSpan()),
        _ => throw new InvalidOperationException($"Unknown part {_take}."),
    };
}
