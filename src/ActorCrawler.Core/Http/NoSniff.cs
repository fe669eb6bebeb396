namespace ActorCrawler.Core.Http;

/// <summary>The X-Content-Type-Options field (Fetch standard, "determine nosniff").</summary>
public static class NoSniff
{
    /// <summary>Whether the server forbids to guess the type of the body: the first value is <c>nosniff</c>.</summary>
    /// <param name="lines">The values of the field's lines in their order.</param>
    public static bool IsSet(IReadOnlyList<string> lines)
    {
        var values = HeaderValues.Split(lines);
        return values.Count > 0 && values[0].Equals("nosniff", StringComparison.OrdinalIgnoreCase);
    }
}
