using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;

namespace ActorCrawler.Benchmarks.Html;

/// <summary>
/// The pages of a generated web with known answers (its folder holds <c>manifest.jsonl</c> and <c>www/</c>); the environment variable
/// <c>BENCH_WEB</c> names it.
/// </summary>
internal static partial class WebFolder
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("BENCH_WEB");

    public static bool IsGiven => !string.IsNullOrEmpty(Folder);

    /// <summary>Every page of the manifest that is a file of its own, by URL.</summary>
    public static List<WebPage> Load()
    {
        if (!IsGiven)
            throw new InvalidOperationException("Set BENCH_WEB to the folder of a generated web (bench/generate --profile small --out FOLDER).");
        var pages = new List<WebPage>();
        foreach (var line in File.ReadLines(Path.Combine(Folder!, "manifest.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var entry = document.RootElement.Clone();
            if (entry.GetProperty("kind").GetString() != "page")
                continue;
            var url = new Uri(entry.GetProperty("url").GetString()!);
            var path = PathOf(url);
            var file = Path.Combine(Folder!, "www", url.Host, path.TrimStart('/'));
            if (File.Exists(file))
                pages.Add(new WebPage(entry, File.ReadAllBytes(file), path.StartsWith("/legacy/", StringComparison.Ordinal) ? "text/html" : "text/html; charset=utf-8"));
        }
        return pages;
    }

    // What the web's server does with a path.
    private static string PathOf(Uri url)
    {
        var path = Uri.UnescapeDataString(url.AbsolutePath);
        var query = HttpUtility.ParseQueryString(url.Query);
        if (path == "/item")
            return string.Create(CultureInfo.InvariantCulture, $"/_item/{query["id"]}.html");
        if (Section().IsMatch(path))
            return string.Create(CultureInfo.InvariantCulture, $"{path}index-p{query["page"]}.html");
        return path.EndsWith('/') ? path + "index.html" : path;
    }

    [GeneratedRegex("^/section/[^/]+/$")]
    private static partial Regex Section();
}
