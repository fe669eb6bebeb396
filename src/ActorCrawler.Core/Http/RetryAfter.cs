namespace ActorCrawler.Core.Http;

/// <summary>The Retry-After field (RFC 9110 section 10.2.3): seconds, or a date.</summary>
public static class RetryAfter
{
    /// <summary>The wait asked for; null when the value is neither form, so that the caller's own back-off applies.</summary>
    /// <param name="value">The field value; several lines are no valid value, as they would be joined by a comma.</param>
    /// <param name="now">When the answer arrived.</param>
    /// <param name="limit">The longest wait returned; longer ones are cut to it.</param>
    /// <param name="sent">
    /// The answer's Date field, empty when it has none. A date is counted from it: both tell the server's clock, and ours may be wrong, or have been set since the
    /// crawl began.
    /// </param>
    public static TimeSpan? Parse(ReadOnlySpan<char> value, DateTimeOffset now, TimeSpan limit, ReadOnlySpan<char> sent = default)
    {
        value = value.Trim(" \t");
        if (DeltaSeconds.TryParse(value, limit, out var wait))
            return wait;
        if (!HttpDate.TryParse(value, now, out var date))
            return null;
        var left = date - (HttpDate.TryParse(sent.Trim(" \t"), now, out var server) ? server : now);
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left >= limit ? limit : left;
    }
}
