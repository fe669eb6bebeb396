using System.Text;
using System.Text.Json;
using ActorCrawler.Actors.Probing;

namespace ActorCrawler.Cli.Screen;

/// <summary>What a crawl sees of a URL, for programs: one JSON object.</summary>
internal static class ProbeJson
{
    public static string Line(ProbeReport report)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("hops");
            foreach (var hop in report.Hops) Hop(writer, hop);
            writer.WriteEndArray();
            if (report.Remark is { } remark) writer.WriteString("remark", remark);
            if (report.Page is { } page) Page(writer, page);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Hop(Utf8JsonWriter writer, ProbeHop hop)
    {
        writer.WriteStartObject();
        writer.WriteString("url", hop.Url);
        writer.WriteString("scope", hop.Scope);
        writer.WriteBoolean("allowed_by_robots", hop.Robots.Allowed);
        writer.WriteString("robots", hop.Robots.Explanation);
        writer.WriteString("outcome", hop.Outcome);
        if (hop.Head is { } head)
        {
            writer.WriteNumber("status", head.Status);
            writer.WriteStartArray("headers");
            foreach (var field in head.Fields)
            {
                writer.WriteStartObject();
                writer.WriteString("name", field.Name);
                writer.WriteString("value", field.Value);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (hop.Facts is { } facts)
        {
            writer.WriteNumber("elapsed_ms", Math.Round(facts.Elapsed.TotalMilliseconds, 1));
            writer.WriteNumber("bytes", facts.BytesReceived);
            if (facts.RemoteAddress is { } address) writer.WriteString("address", address.ToString());
        }

        writer.WriteEndObject();
    }

    private static void Page(Utf8JsonWriter writer, ProbePage page)
    {
        writer.WriteStartObject("page");
        writer.WriteString("charset", page.Charset);
        writer.WriteString("charset_from", JsonNamingPolicy.KebabCaseLower.ConvertName(page.CharsetSource.ToString()));
        writer.WriteBoolean("indexable", page.IsIndexable);
        writer.WritePropertyName("record");
        writer.WriteRawValue(page.Row.Span.TrimEnd((byte)'\n'));
        writer.WriteStartArray("links");
        foreach (var link in page.Links)
        {
            writer.WriteStartObject();
            writer.WriteString("url", link.Url);
            writer.WriteBoolean("follow", link.Follows);
            writer.WriteString("verdict", link.Verdict);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
