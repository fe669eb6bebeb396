using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ActorCrawler.Core.Tests.Conformance;

/// <summary>Reads the fields of a case. Unlike <see cref="JsonElement.GetString"/>, strings may hold lone surrogates.</summary>
internal static class JsonCase
{
    /// <summary>The text of a field that must be there; null when it is null.</summary>
    public static string? Text(this JsonElement item, string name) => item.GetProperty(name).Text();

    /// <summary>The text of a field; null when it is null or absent.</summary>
    public static string? TextOrNull(this JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? value.Text() : null;

    /// <summary>The bytes of a base64 field that must be there.</summary>
    public static byte[] Bytes(this JsonElement item, string name) => item.GetProperty(name).GetBytesFromBase64();

    /// <summary>The text of a string value, lone surrogates kept; null when it is null.</summary>
    public static string? Text(this JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        var raw = value.GetRawText();
        Assert.Equal(JsonValueKind.String, value.ValueKind);
        var text = new StringBuilder(raw.Length);
        for (var i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }
            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
                continue;
            }
            text.Append(raw[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var c => c });
        }
        return text.ToString();
    }
}
