namespace ActorCrawler.Storage;

/// <summary>Where a queued URL is found again.</summary>
/// <param name="HostId">The number of its host.</param>
/// <param name="UrlId">Its own number.</param>
/// <param name="Depth">Its depth when it was loaded; it may have become smaller since.</param>
public readonly record struct VisitKey(long HostId, long UrlId, int Depth);
