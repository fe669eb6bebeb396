using System.Text.Json;

namespace ActorCrawler.Core.Outputs;

/// <summary>A row of links.jsonl.</summary>
/// <param name="From">The page that the link stands on.</param>
/// <param name="To">Where it leads.</param>
/// <param name="Text">Its text; empty when it has none.</param>
/// <param name="Rel">Its <c>rel</c>; empty when it has none.</param>
public readonly record struct LinkRow(string From, string To, string Text, string Rel)
{
    /// <summary>Whether it says nofollow.</summary>
    public bool IsNofollow => Rel.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Contains("nofollow", StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a row.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static LinkRow Parse(ReadOnlySpan<byte> row)
    {
        var (from, to, text, rel) = ("", "", "", "");
        var json = new Utf8JsonReader(row);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "from":
                    from = json.GetString()!;
                    break;
                case "to":
                    to = json.GetString()!;
                    break;
                case "text":
                    text = json.GetString()!;
                    break;
                case "rel":
                    rel = json.GetString()!;
                    break;
                default:
                    json.Skip();
                    break;
            }
        }
        return new LinkRow(from, to, text, rel);
    }
}
