using System.Globalization;
using System.Text;

namespace ActorCrawler.Simulator.Hostile;

/// <summary>Writes the pages of hostile hosts.</summary>
internal static class HostilePages
{
    private const string Body =
        "<p>This host does to a crawler what the web does: it stalls, lies, loops and attacks. Each link says how.</p>";

    /// <summary>The front page: every case, with what it does, and a decent page between two of them.</summary>
    public static string Home(IEnumerable<HostileCase> cases)
    {
        var html = new StringBuilder($"<!DOCTYPE html>\n<html lang=en><title>A hostile host</title>\n<h1>A hostile host</h1>\n{Body}\n<ul>\n");
        var number = 0;
        foreach (var one in cases)
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{one.Path}\">{one.Path}</a> {one.What}\n<li><a href=\"/page/{++number}\">page {number}</a>\n");
        return html.Append("</ul>\n").ToString();
    }

    /// <summary>A page with these links.</summary>
    public static string Page(HostileRequest request, string title, params IReadOnlyList<string> links)
    {
        var html = new StringBuilder($"<!DOCTYPE html>\n<html lang=en><title>{title}</title>\n<h1>{title}</h1>\n{Body}\n<p>{Uri.EscapeDataString(request.Path)}</p>\n");
        foreach (var link in links)
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"{link.Replace("&", "&amp;", StringComparison.Ordinal)}\">on</a>\n");
        return html.ToString();
    }

    /// <summary>A page that leads to two more, and to one hostile case, so that a crawl meets all of them again and again.</summary>
    public static string Decent(HostileRequest request)
    {
        var number = LyingCases.Number(request.Path);
        var cases = HostileSite.Cases;
        var one = cases[(int)(Hash(request.Path, 0) % (ulong)cases.Count)];
        return Page(
            request,
            string.Create(CultureInfo.InvariantCulture, $"Page {number}"),
            Numbered("/page", (number * 2) + 1),
            Numbered("/page", (number * 2) + 2),
            string.Create(CultureInfo.InvariantCulture, $"{one.Path}?from={number}"));
    }

    /// <summary>The same text always gives the same number.</summary>
    public static ulong Hash(string text, int part)
    {
        var hash = 14695981039346656037UL + (ulong)part;
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211UL;
        return hash ^ (hash >> 29);
    }

    private static string Numbered(string path, long number) => string.Create(CultureInfo.InvariantCulture, $"{path}/{number & 0xFFFF_FFFF}");
}
