using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorCrawler.CommandPort;

/// <summary>The contents of frames that are more than text: JSON, written and read by hand. What is not of the form is refused.</summary>
public static class CommandWire
{
    /// <summary>The most arguments of one command.</summary>
    public const int MaxArguments = 64;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 8 };

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Palettes as the content of a frame.</summary>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<PaletteInfo> palettes) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var palette in palettes)
        {
            json.WriteStartObject();
            json.WriteString("name", palette.Name);
            json.WriteStartArray("commands");
            foreach (var command in palette.Commands) Write(json, command);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>A command as the content of a frame.</summary>
    public static ReadOnlyMemory<byte> Write(CommandRequest request) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("palette", request.Palette);
        json.WriteString("command", request.Command);
        json.WriteStartArray("arguments");
        foreach (var (name, value) in request.Arguments)
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <exception cref="CommandPortException">It is of another form.</exception>
    public static IReadOnlyList<PaletteInfo> ReadPalettes(ReadOnlyMemory<byte> content) => Read(content, root =>
        (IReadOnlyList<PaletteInfo>)[.. root.EnumerateArray().Select(palette => new PaletteInfo(
            Text(palette, "name"), [.. palette.GetProperty("commands").EnumerateArray().Select(ReadCommand)]))]);

    /// <exception cref="CommandPortException">It is of another form.</exception>
    public static CommandRequest ReadRequest(ReadOnlyMemory<byte> content) => Read(content, root =>
    {
        var arguments = root.GetProperty("arguments");
        if (arguments.GetArrayLength() > MaxArguments) throw new FormatException();
        return new CommandRequest(Text(root, "palette"), Text(root, "command"), [.. arguments.EnumerateArray().Select(pair =>
            pair.GetArrayLength() == 2 ? (Text(pair[0]), Text(pair[1])) : throw new FormatException())]);
    });

    private static void Write(Utf8JsonWriter json, CommandInfo command)
    {
        json.WriteStartObject();
        json.WriteString("name", command.Name);
        json.WriteString("description", command.Description);
        json.WriteStartArray("arguments");
        foreach (var argument in command.Arguments)
        {
            json.WriteStartObject();
            json.WriteString("name", argument.Name);
            json.WriteString("description", argument.Description);
            json.WriteBoolean("mandatory", argument.IsMandatory);
            json.WriteStartArray("switches");
            foreach (var name in argument.Switches) json.WriteStringValue(name);
            json.WriteEndArray();
            if (argument.Default is { } value) json.WriteString("default", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static CommandInfo ReadCommand(JsonElement command) => new(
        Text(command, "name"), Text(command, "description"), [.. command.GetProperty("arguments").EnumerateArray().Select(argument => new ArgumentInfo(
            Text(argument, "name"),
            Text(argument, "description"),
            argument.GetProperty("mandatory").GetBoolean(),
            [.. argument.GetProperty("switches").EnumerateArray().Select(Text)],
            argument.TryGetProperty("default", out var value) ? Text(value) : null))]);

    private static string Text(JsonElement element, string name) => Text(element.GetProperty(name));

    private static string Text(JsonElement element) => element.GetString() ?? throw new FormatException();

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing)) write(json);
        return buffer.WrittenMemory;
    }

    private static T Read<T>(ReadOnlyMemory<byte> content, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(content, Reading);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new CommandPortException("a malformed frame came", e);
        }
    }
}
