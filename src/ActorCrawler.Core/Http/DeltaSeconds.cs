namespace ActorCrawler.Core.Http;

/// <summary>Delta-seconds (RFC 9110 section 10.2.3, RFC 9111 section 1.2.2): one or more ASCII digits.</summary>
internal static class DeltaSeconds
{
    /// <summary>Reads seconds of any number of digits; what exceeds the limit is cut to it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, TimeSpan limit, out TimeSpan value)
    {
        value = default;
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
            return false;
        var seconds = 0.0;
        foreach (var digit in text)
            seconds = (seconds * 10) + (digit - '0');
        value = seconds >= limit.TotalSeconds ? limit : TimeSpan.FromSeconds(seconds);
        return true;
    }
}
