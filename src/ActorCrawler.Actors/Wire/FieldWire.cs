using ActorCrawler.Actors.Wire.Contract;
using ActorCrawler.Core.Fields;

namespace ActorCrawler.Actors.Wire;

/// <summary>The user's rules as bytes.</summary>
internal static class FieldWire
{
    public static Field Of(FieldRule rule) => new()
    {
        Field_ = rule.Field,
        Source = (uint)rule.Source,
        Expression = rule.Expression,
        Take = (uint)rule.Take,
        Attribute = rule.Attribute,
        Group = rule.Group,
        Type = rule.Type,
        List = rule.IsList,
        Url = rule.Url,
    };

    public static FieldLimits LimitsOf(FieldSettings fields) => new()
    {
        Values = (uint)fields.MaxValues,
        ValueBytes = (uint)fields.MaxValueBytes,
        PageBytes = (uint)fields.MaxPageBytes,
        DocumentBytes = (uint)fields.MaxDocumentBytes,
        Nesting = (uint)fields.MaxNesting,
        TimeLimit = fields.TimeLimit.Ticks,
    };

    public static FieldSettings From(IEnumerable<Field> rules, FieldLimits limits) => new()
    {
        Rules = [.. rules.Select(From)],
        MaxValues = (int)limits.Values,
        MaxValueBytes = (int)limits.ValueBytes,
        MaxPageBytes = (int)limits.PageBytes,
        MaxDocumentBytes = (int)limits.DocumentBytes,
        MaxNesting = (int)limits.Nesting,
        TimeLimit = TimeSpan.FromTicks(limits.TimeLimit),
    };

    private static FieldRule From(Field rule) => new()
    {
        Field = rule.Field_,
        Source = (FieldSource)rule.Source,
        Expression = rule.Expression,
        Take = (FieldTake)rule.Take,
        Attribute = rule.Attribute,
        Group = rule.Group,
        Type = rule.Type,
        IsList = rule.List,
        Url = rule.Url,
    };
}
