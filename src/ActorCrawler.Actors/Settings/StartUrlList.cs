using System.Text;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Actors.Settings;

/// <summary>Reads start URLs: from settings, and from files with one a line.</summary>
internal static class StartUrlList
{
    /// <summary>What is wrong with a start URL, or null when nothing is.</summary>
    public static string? Check(string text) => TryParse(text, out _, out var error) ? null : error;

    /// <summary>Reads what somebody may type: a URL, or one without its scheme.</summary>
    public static bool TryParse(string text, out StartUrl url, out string error)
    {
        url = new StartUrl(text, false);
        error = "";
        var hasScheme = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!hasScheme)
        {
            if (OtherScheme(text) is { } scheme) error = $"the scheme {scheme} cannot be crawled; only http and https can";
            url = new StartUrl("https://" + text.TrimStart('/'), true);
        }

        if (error.Length > 0) return false;
        if (!CrawlUrl.TryParse(url.Url, null, UrlCanonicalizer.PlainUrls, out var parsed, out var problem)) error = problem.Explain();
        else if (parsed.Parts.HasCredentials) error = "it holds a user name or password, which would end up in files; give them with --auth";
        else url = url with { Url = parsed.Href };
        return error.Length == 0;
    }

    /// <summary>Reads a file with one start URL a line; blank lines and lines that begin with # are skipped.</summary>
    /// <param name="path">As given, for errors.</param>
    /// <param name="folder">What it is relative to.</param>
    /// <param name="errors">Takes a line per error.</param>
    public static List<StartUrl> ReadFile(string path, string folder, Action<string> errors)
    {
        var urls = new List<StartUrl>();
        var number = 0;
        try
        {
            foreach (var text in File.ReadLines(Path.GetFullPath(path, folder), Encoding.UTF8))
            {
                number++;
                var line = text.Trim();
                if (line.Length == 0 || line[0] == '#') continue;
                if (TryParse(line, out var url, out var error)) urls.Add(url);
                else errors($"{path}:{number}: '{line}': {error}.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors($"{path}: the file of start URLs cannot be read: {SettingsFile.WhyUnreadable(e, Path.GetFullPath(path, folder)) ?? e.Message.TrimEnd('.')}.");
        }

        return urls;
    }

    /// <summary>A scheme that is not ours, or null. <c>host:8080</c> is a host and a port, not a scheme.</summary>
    private static string? OtherScheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !char.IsAsciiLetter(text[0]) || !text.AsSpan(0, colon).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.')) return null;
        var after = text.AsSpan(colon + 1);
        var port = after.IndexOfAny("/?#") is var end && end >= 0 ? after[..end] : after;
        return port.Length > 0 && !port.ContainsAnyExceptInRange('0', '9') ? null : text[..colon];
    }
}
