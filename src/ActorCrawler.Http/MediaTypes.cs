namespace ActorCrawler.Http;

/// <summary>The media type of an answer.</summary>
internal static class MediaTypes
{
    /// <summary>Type and subtype in lower case of the last valid Content-Type; null when there is none.</summary>
    public static string? Essence(ResponseHead head)
    {
        foreach (var value in head.All("Content-Type").Reverse())
        {
            var end = value.IndexOfAny([';', ',']);
            var essence = (end < 0 ? value : value[..end]).Trim(' ', '\t').ToLowerInvariant();
            if (essence.IndexOf('/') is > 0 and var slash && slash < essence.Length - 1 && essence != "*/*")
                return essence;
        }
        return null;
    }
}
