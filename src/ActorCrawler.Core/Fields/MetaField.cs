using System.Text;
using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Fields;

/// <summary>The content of meta elements with a name or property, in whatever case.</summary>
internal sealed class MetaField : CompiledField
{
    private readonly byte[] _name;

    private MetaField(string name) => _name = Encoding.UTF8.GetBytes(name);

    public static (CompiledField?, FieldRuleError?) Compile(FieldRule rule) => rule.Expression.Length == 0
        ? (null, new FieldRuleError(FieldRulePart.Expression, "the name of a meta element is expected, such as author or og:type"))
        : (new MetaField(rule.Expression), null);

    public override FieldProblem Read(FieldPage page, FieldValues values)
    {
        _ = Read(page.Html, page.Html.Metas, values) && Read(page.Html, page.Html.Properties, values);
        return FieldProblem.None;
    }

    private bool Read(HtmlExtractor html, ReadOnlySpan<ExtractedMeta> metas, FieldValues values)
    {
        foreach (var meta in metas)
        {
            if (Ascii.EqualsIgnoreCase(html[meta.Name], _name) && !values.Add(html[meta.Content]))
                return false;
        }
        return true;
    }
}
