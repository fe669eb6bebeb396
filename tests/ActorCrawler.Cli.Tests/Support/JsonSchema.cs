using System.Text.Json;
using System.Text.RegularExpressions;

namespace ActorCrawler.Cli.Tests.Support;

/// <summary>
/// Checks rows against the part of JSON Schema that the schemas in docs/ use; a keyword that it does not know fails. Beyond the standard it holds
/// that keys stand in the order of the schema.
/// </summary>
internal sealed class JsonSchema
{
    private readonly JsonElement _root;

    private JsonSchema(JsonElement root) => _root = root;

    public static JsonSchema Load(string path) => new(JsonDocument.Parse(File.ReadAllText(path)).RootElement);

    /// <summary>What is wrong with a row; empty when nothing is.</summary>
    public IReadOnlyList<string> Errors(string json)
    {
        using var document = JsonDocument.Parse(json);
        var errors = new List<string>();
        Check(document.RootElement, _root, "$", errors);
        return errors;
    }

    private void Check(JsonElement value, JsonElement schema, string at, List<string> errors)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "$schema" or "$defs" or "title" or "description":
                    break;
                case "additionalProperties" when keyword.Value.ValueKind != JsonValueKind.Object:
                    break;
                case "additionalProperties":
                    foreach (var property in value.EnumerateObject().Where(p => !schema.TryGetProperty("properties", out var named) || !named.TryGetProperty(p.Name, out _)))
                        Check(property.Value, keyword.Value, $"{at}.{property.Name}", errors);
                    break;
                case "const":
                    if (!JsonElement.DeepEquals(keyword.Value, value)) errors.Add($"{at} is {value}, not {keyword.Value}");
                    break;
                case "$ref":
                    Check(value, _root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!.Split('/')[^1]), at, errors);
                    break;
                case "type":
                    if (!IsType(value, keyword.Value.GetString()!)) errors.Add($"{at} is no {keyword.Value}");
                    break;
                case "enum":
                    if (!keyword.Value.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value))) errors.Add($"{at} is {value}, which is not allowed");
                    break;
                case "pattern":
                    if (!Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!)) errors.Add($"{at} is '{value}', not {keyword.Value}");
                    break;
                case "minimum":
                    if (value.GetDouble() < keyword.Value.GetDouble()) errors.Add($"{at} is {value}, below {keyword.Value}");
                    break;
                case "maximum":
                    if (value.GetDouble() > keyword.Value.GetDouble()) errors.Add($"{at} is {value}, above {keyword.Value}");
                    break;
                case "required":
                    errors.AddRange(keyword.Value.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _)).Select(r => $"{at} has no {r}"));
                    break;
                case "properties":
                    CheckProperties(value, keyword.Value, !schema.TryGetProperty("additionalProperties", out var more) || more.ValueKind != JsonValueKind.False, at, errors);
                    break;
                case "items":
                    var i = 0;
                    foreach (var item in value.EnumerateArray()) Check(item, keyword.Value, $"{at}[{i++}]", errors);
                    break;
                default:
                    throw new NotSupportedException($"The schema uses {keyword.Name}, which this check does not know.");
            }
        }
    }

    private void CheckProperties(JsonElement value, JsonElement properties, bool more, string at, List<string> errors)
    {
        var order = properties.EnumerateObject().Select(p => p.Name).ToList();
        var last = -1;
        foreach (var property in value.EnumerateObject())
        {
            var index = order.IndexOf(property.Name);
            if (index < 0 && !more) errors.Add($"{at} has {property.Name}, which the schema does not name");
            if (index < 0) continue;
            if (index <= last) errors.Add($"{at}.{property.Name} stands out of order");
            last = index;
            Check(property.Value, properties.GetProperty(property.Name), $"{at}.{property.Name}", errors);
        }
    }

    private static bool IsType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"The schema uses the type {type}, which this check does not know."),
    };
}
