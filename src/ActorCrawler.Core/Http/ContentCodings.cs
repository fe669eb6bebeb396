namespace ActorCrawler.Core.Http;

/// <summary>What a Content-Encoding field says of a body: a closed set of cases.</summary>
public abstract record ContentCodings
{
    private ContentCodings()
    {
    }

    /// <summary>The body is as it is meant to be read.</summary>
    public static Known None { get; } = new Known([]);

    /// <summary>Reads the field. Names are compared without regard to case; <c>identity</c> and empty elements mean nothing.</summary>
    /// <param name="lines">The values of the Content-Encoding lines in their order.</param>
    /// <param name="maxCodings">How many codings are undone at most; more is an attack (CVE-2022-32206).</param>
    public static ContentCodings Parse(IReadOnlyList<string> lines, int maxCodings)
    {
        List<ContentCoding>? codings = null;
        var names = HeaderValues.Split(lines);
        for (var i = 0; i < names.Count; i++)
        {
            var name = names[i];
            if (name.Length == 0 || name.Equals("identity", StringComparison.OrdinalIgnoreCase))
                continue;
            if (Find(name) is not { } coding)
                return new Unknown(name);
            (codings ??= []).Add(coding);
            if (codings.Count > maxCodings)
                return new TooMany();
        }
        return codings is null ? None : new Known(codings);
    }

    private static ContentCoding? Find(string name)
    {
        if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase))
            return ContentCoding.Gzip;
        if (name.Equals("deflate", StringComparison.OrdinalIgnoreCase))
            return ContentCoding.Deflate;
        return name.Equals("br", StringComparison.OrdinalIgnoreCase) ? ContentCoding.Brotli : null;
    }

    /// <summary>Codings that can all be undone; none for a plain body.</summary>
    /// <param name="Applied">The codings in the order in which the server applied them: the last one is undone first.</param>
    public sealed record Known(IReadOnlyList<ContentCoding> Applied) : ContentCodings;

    /// <summary>A coding that cannot be undone here (zstd, compress, a misspelling): the body can be archived, not read.</summary>
    /// <param name="Name">The coding's name as sent.</param>
    public sealed record Unknown(string Name) : ContentCodings;

    /// <summary>More codings than are undone.</summary>
    public sealed record TooMany : ContentCodings;
}
