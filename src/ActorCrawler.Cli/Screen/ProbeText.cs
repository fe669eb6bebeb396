using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorCrawler.Actors;
using ActorCrawler.Actors.Probing;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Http;

namespace ActorCrawler.Cli.Screen;

/// <summary>What a crawl sees of a URL, for people. What servers sent is printed without control characters.</summary>
internal static class ProbeText
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> Lines(ProbeReport report)
    {
        foreach (var line in report.Hops.SelectMany(Hop)) yield return line;
        if (report.Remark is { } remark) yield return $"  no page   {Text.Printable(remark)}";
        if (report.Page is not { } page) yield break;
        yield return $"  charset   {page.Charset} ({From(page.CharsetSource)})";
        yield return $"  indexable {(page.IsIndexable ? "yes" : "no")}";
        yield return "  record";
        foreach (var line in Record(page.Row).Split('\n')) yield return "    " + line;
        yield return $"  links     {Text.Count(page.Links.Count)}, of which {Text.Count(page.Links.Count(l => l.Follows))} would be queued";
        foreach (var link in page.Links) yield return $"    {(link.Follows ? "+" : "-")} {link.Url}  {Text.Printable(link.Verdict)}";
    }

    private static IEnumerable<string> Hop(ProbeHop hop)
    {
        yield return hop.Url;
        yield return $"  scope     {Text.Printable(hop.Scope)}";
        yield return $"  robots    {(hop.Robots.Allowed ? "allowed" : "refused")}: {Text.Printable(hop.Robots.Explanation)}";
        yield return $"  outcome   {Text.Printable(hop.Outcome)}";
        if (hop.Facts is { } facts) yield return $"  exchange  {Exchange(facts)}";
        foreach (var field in hop.Head?.Fields ?? []) yield return $"  header    {Text.Printable(field.Name)}: {Text.Printable(field.Value)}";
    }

    private static string Exchange(FetchFacts facts)
    {
        var steps = new (string Name, TimeSpan? Time)[] { ("look-up", facts.Resolve), ("connect", facts.Connect), ("TLS", facts.TlsHandshake), ("head", facts.Head) }
            .Where(step => step.Time is not null).Select(step => $"{step.Name} {Milliseconds(step.Time!.Value)}").ToList();
        var text = Milliseconds(facts.Elapsed);
        if (steps.Count > 0) text += $" ({string.Join(", ", steps)})";
        return $"{text}, {Text.Size(facts.BytesReceived)}{(facts.RemoteAddress is { } address ? $" from {address}" : "")}";
    }

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.#} ms");

    private static string From(CharsetSource source) => source switch
    {
        CharsetSource.ByteOrderMark => "from its byte order mark",
        CharsetSource.Http => "from the Content-Type header",
        CharsetSource.Meta => "from a meta element",
        CharsetSource.XmlDeclaration => "from its XML declaration",
        CharsetSource.Content => "nothing declares it; the bytes are UTF-8",
        CharsetSource.Fallback => "nothing declares it",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No such source."),
    };

    /// <summary>The record, readable, without its links: they stand below it with their verdicts.</summary>
    private static string Record(ReadOnlyMemory<byte> row)
    {
        using var json = JsonDocument.Parse(row);
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Readable))
        {
            writer.WriteStartObject();
            foreach (var property in json.RootElement.EnumerateObject().Where(p => !p.NameEquals("links"))) property.WriteTo(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
