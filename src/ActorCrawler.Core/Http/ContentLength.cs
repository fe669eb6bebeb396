using System.Globalization;

namespace ActorCrawler.Core.Http;

/// <summary>What the Content-Length lines of an answer come to (Fetch standard, "extract a length").</summary>
public static class ContentLength
{
    /// <summary>Reads all values. Values that differ in any character are a conflict, and the answer must not be used (RFC 9110 section 8.6).</summary>
    /// <param name="lines">The values of the Content-Length lines in their order.</param>
    /// <param name="length">
    /// The length in bytes; null when there is none or it is no number, so that the body ends with the connection. Numbers beyond a long are its maximum.
    /// </param>
    /// <returns>False for a conflict.</returns>
    public static bool TryExtract(IReadOnlyList<string> lines, out long? length)
    {
        length = null;
        string? candidate = null;
        foreach (var value in HeaderValues.Split(lines))
        {
            if (candidate is not null && candidate != value)
                return false;
            candidate = value;
        }
        if (string.IsNullOrEmpty(candidate) || candidate.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return true;
        length = long.TryParse(candidate, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        return true;
    }
}
