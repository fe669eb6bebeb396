namespace ActorCrawler.Core.Http;

/// <summary>The Retry-After field (RFC 9110 section 10.2.3): seconds, or a date.</summary>
public static class RetryAfter
{
    /// <summary>The wait asked for; null when the value is neither form, so that the caller's own back-off applies.</summary>
    /// <param name="value">The field value; several lines are no valid value, as they would be joined by a comma.</param>
    /// <param name="now">When the answer arrived.</param>
    /// <param name="limit">The longest wait returned; longer ones are cut to it.</param>
    public static TimeSpan? Parse(ReadOnlySpan<char> value, DateTimeOffset now, TimeSpan limit)
    {
        value = value.Trim(" \t");
        if (DeltaSeconds.TryParse(value, limit, out var wait))
            return wait;
        if (!HttpDate.TryParse(value, now, out var date))
            return null;
        var left = date - now;
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left >= limit ? limit : left;
    }
}
