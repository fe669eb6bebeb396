namespace ActorCrawler.Core.Http;

/// <summary>How long an answer stays fresh (RFC 9111 section 4.2.1), for caches that one crawler keeps for itself.</summary>
public static class CacheControl
{
    /// <summary>The time for which an answer may be used without asking again; zero when it must not; null when it does not say.</summary>
    /// <param name="cacheControl">The Cache-Control field, several lines joined by commas; null when absent.</param>
    /// <param name="expires">The Expires field; null when absent.</param>
    /// <param name="date">The Date field; null when absent.</param>
    /// <param name="age">The Age field; null when absent.</param>
    /// <param name="now">When the answer arrived.</param>
    public static TimeSpan? Freshness(string? cacheControl, string? expires, string? date, string? age, DateTimeOffset now)
    {
        var lifetime = MaxAge(cacheControl);
        if (lifetime is null && expires is not null)
        {
            // An Expires that is no date means "already expired" (RFC 9111 section 5.3).
            if (!HttpDate.TryParse(expires, now, out var until))
                return TimeSpan.Zero;
            lifetime = until - (date is not null && HttpDate.TryParse(date, now, out var sent) ? sent : now);
        }
        if (lifetime is not { } time)
            return null;
        if (DeltaSeconds.TryParse(age.AsSpan().Trim(" \t"), TimeSpan.MaxValue, out var spent))
            time = spent >= time ? TimeSpan.Zero : time - spent;
        return time < TimeSpan.Zero ? TimeSpan.Zero : time;
    }

    /// <summary>The first max-age, in seconds; zero for no-store and no-cache, whatever else stands there.</summary>
    private static TimeSpan? MaxAge(string? cacheControl)
    {
        TimeSpan? result = null;
        foreach (var range in cacheControl.AsSpan().Split(','))
        {
            var directive = cacheControl.AsSpan(range).Trim(" \t");
            if (directive.Equals("no-store", StringComparison.OrdinalIgnoreCase) || directive.Equals("no-cache", StringComparison.OrdinalIgnoreCase))
                return TimeSpan.Zero;
            if (result is null && directive.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase)
                && DeltaSeconds.TryParse(directive[8..].Trim('"'), TimeSpan.MaxValue, out var age))
                result = age;
        }
        return result;
    }
}
