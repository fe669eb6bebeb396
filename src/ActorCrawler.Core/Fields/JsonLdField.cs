using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Pages;

namespace ActorCrawler.Core.Fields;

/// <summary>
/// What a path leads to in the page's JSON-LD blocks. It begins at the outermost nodes, those of a <c>@graph</c> included, or at all nodes of a
/// type. Lists on the way are gone through. Names and values are compared and taken as they are written, so that nothing in them can throw.
/// </summary>
internal sealed class JsonLdField : CompiledField
{
    private const int MostDepth = 128;

    private readonly JsonLdPath _path;
    private readonly byte[] _type;
    private readonly JsonText _block = new();

    private JsonLdField(JsonLdPath path, string type)
    {
        _path = path;
        _type = Encoding.UTF8.GetBytes(type);
    }

    public static (CompiledField?, FieldRuleError?) Compile(FieldRule rule) => JsonLdPath.TryParse(rule.Expression, out var path, out var error)
        ? (new JsonLdField(path, rule.Type), null)
        : (null, new FieldRuleError(FieldRulePart.Expression, error));

    public override FieldProblem Read(FieldPage page, FieldValues values)
    {
        foreach (var block in page.Html.JsonLd)
        {
            _block.Clear();
            if (!JsonCopy.TryCopy(page.Html[block], _block))
                continue;
            if (page.IsTimeOver)
                return FieldProblem.TimeLimit;
            var reader = new Utf8JsonReader(_block.Written, new JsonReaderOptions { MaxDepth = MostDepth });
            using var json = JsonDocument.ParseValue(ref reader);
            if (!(_type.Length == 0 ? ReadOutermost(json.RootElement, values) : ReadTyped(json.RootElement, values)))
                break;
        }
        return FieldProblem.None;
    }

    /// <summary>A member of an object; undefined when there is none.</summary>
    private static JsonElement Member(JsonElement node, ReadOnlySpan<byte> name)
    {
        if (node.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in node.EnumerateObject())
            {
                if (JsonMarshal.GetRawUtf8PropertyName(member).SequenceEqual(name))
                    return member.Value;
            }
        }
        return default;
    }

    private bool ReadOutermost(JsonElement node, FieldValues values)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
            {
                if (!ReadOutermost(item, values))
                    return false;
            }
            return true;
        }
        return Follow(node, 0, values) && (Member(node, "@graph"u8) is not { ValueKind: not JsonValueKind.Undefined } graph || ReadOutermost(graph, values));
    }

    private bool ReadTyped(JsonElement node, FieldValues values)
    {
        if (node.ValueKind == JsonValueKind.Object)
        {
            if (HasType(Member(node, "@type"u8)) && !Follow(node, 0, values))
                return false;
            foreach (var member in node.EnumerateObject())
            {
                if (!ReadTyped(member.Value, values))
                    return false;
            }
        }
        else if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
            {
                if (!ReadTyped(item, values))
                    return false;
            }
        }
        return true;
    }

    private bool HasType(JsonElement type)
    {
        switch (type.ValueKind)
        {
            case JsonValueKind.String:
                var name = JsonMarshal.GetRawUtf8Value(type)[1..^1];
                foreach (var prefix in new[] { "http://schema.org/", "https://schema.org/" })
                {
                    if (name.StartsWith(Encoding.ASCII.GetBytes(prefix)))
                        name = name[prefix.Length..];
                }
                return name.SequenceEqual(_type);
            case JsonValueKind.Array:
                return type.EnumerateArray().Any(HasType);
            default:
                return false;
        }
    }

    private bool Follow(JsonElement node, int step, FieldValues values)
    {
        if (node.ValueKind == JsonValueKind.Array && (step == _path.Steps.Length || _path.Steps[step].Name is not null))
        {
            foreach (var item in node.EnumerateArray())
            {
                if (!Follow(item, step, values))
                    return false;
            }
            return true;
        }
        if (node.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return true;
        if (step == _path.Steps.Length)
            return values.AddJson(JsonMarshal.GetRawUtf8Value(node));
        if (_path.Steps[step].Name is { } name)
            return Follow(Member(node, name), step + 1, values);
        // A single value stands for a list of one.
        var index = _path.Steps[step].Index;
        if (node.ValueKind == JsonValueKind.Array)
            return index >= node.GetArrayLength() || Follow(node[index], step + 1, values);
        return index > 0 || Follow(node, step + 1, values);
    }
}
