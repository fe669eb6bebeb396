using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorCrawler.Storage;

namespace ActorCrawler.Actors.Stored;

/// <summary>Writes the graph of a crawl for other programs.</summary>
internal static class GraphFiles
{
    private const int MostSources = 10_000;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>For each URL the pages that link to it, as JSON Lines; at most 10,000 of them are named.</summary>
    public static long WriteInlinks(LinkGraph graph, Stream to)
    {
        var rows = 0L;
        using var json = new Utf8JsonWriter(to, Json);
        foreach (var (url, isPage, from) in graph.Inlinks())
        {
            json.Reset(to);
            json.WriteStartObject();
            json.WriteString("url", url);
            json.WriteBoolean("is_page", isPage);
            json.WriteNumber("inlinks", from.Count);
            json.WriteStartArray("from");
            foreach (var link in from.Take(MostSources))
            {
                json.WriteStartObject();
                json.WriteString("url", link.From);
                if (link.Text.Length > 0) json.WriteString("text", link.Text);
                if (link.IsNofollow) json.WriteBoolean("nofollow", true);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            to.WriteByte((byte)'\n');
            rows++;
        }

        return rows;
    }

    /// <summary>Graphviz's language.</summary>
    public static long WriteGraphviz(LinkGraph graph, bool pagesOnly, Stream to)
    {
        using var text = Writer(to);
        text.Write("digraph links {\n");
        foreach (var (id, url, isPage) in graph.Nodes(pagesOnly))
            text.Write(string.Create(CultureInfo.InvariantCulture, $"  n{id} [label={Quote(url)}, URL={Quote(url)}{(isPage ? "" : ", style=dotted")}];\n"));
        var rows = 0L;
        foreach (var edge in graph.Edges(pagesOnly))
        {
            text.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"  n{edge.From} -> n{edge.To} [weight={edge.Links}{(edge.Text.Length > 0 ? $", tooltip={Quote(edge.Text)}" : "")}{(edge.IsNofollow ? ", style=dashed" : "")}];\n"));
            rows++;
        }

        text.Write("}\n");
        return rows;
    }

    /// <summary>GraphML (graphml.graphdrawing.org).</summary>
    public static long WriteGraphMl(LinkGraph graph, bool pagesOnly, Stream to)
    {
        using var text = Writer(to);
        text.Write(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
            <key id="url" for="node" attr.name="url" attr.type="string"/>
            <key id="page" for="node" attr.name="page" attr.type="boolean"/>
            <key id="weight" for="edge" attr.name="weight" attr.type="int"/>
            <key id="text" for="edge" attr.name="text" attr.type="string"/>
            <key id="nofollow" for="edge" attr.name="nofollow" attr.type="boolean"/>
            <graph id="links" edgedefault="directed">

            """.ReplaceLineEndings("\n"));
        foreach (var (id, url, isPage) in graph.Nodes(pagesOnly))
            text.Write(string.Create(CultureInfo.InvariantCulture, $"<node id=\"n{id}\"><data key=\"url\">{Escape(url)}</data><data key=\"page\">{(isPage ? "true" : "false")}</data></node>\n"));
        var rows = 0L;
        foreach (var edge in graph.Edges(pagesOnly))
        {
            text.Write(string.Create(CultureInfo.InvariantCulture, $"<edge source=\"n{edge.From}\" target=\"n{edge.To}\"><data key=\"weight\">{edge.Links}</data>"));
            if (edge.Text.Length > 0) text.Write($"<data key=\"text\">{Escape(edge.Text)}</data>");
            text.Write($"<data key=\"nofollow\">{(edge.IsNofollow ? "true" : "false")}</data></edge>\n");
            rows++;
        }

        text.Write("</graph>\n</graphml>\n");
        return rows;
    }

    private static StreamWriter Writer(Stream to) => new(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";

    // XML has no form for control characters (XML 1.0 section 2.2).
    private static string Escape(string text) =>
        SecurityElement.Escape(string.Concat(text.Where(c => c is >= ' ' and not ('\uFFFE' or '\uFFFF') && !char.IsSurrogate(c) || char.IsSurrogate(c))));
}
