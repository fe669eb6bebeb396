using System.Collections.Immutable;
using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>Drops the name of a default document at the end of a path.</summary>
internal static class DefaultDocument
{
    // The defaults of Apache httpd, nginx, IIS and servlet containers.
    private static readonly ImmutableArray<byte[]> Names =
    [
        .. new[]
        {
            "index.html", "index.htm", "index.xhtml", "index.shtml", "index.php", "index.jsp", "index.asp", "index.aspx", "index.cgi",
            "default.html", "default.htm", "default.asp", "default.aspx",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Drops it from the path that ends the output; tells whether there was one.</summary>
    public static bool TryDrop(int start, UrlBuffer output)
    {
        var name = output.Written[(start + output.Written[start..].LastIndexOf((byte)'/') + 1)..];
        foreach (var candidate in Names)
        {
            if (!Ascii.EqualsIgnoreCase(name, candidate))
                continue;
            output.Length -= name.Length;
            return true;
        }
        return false;
    }
}
