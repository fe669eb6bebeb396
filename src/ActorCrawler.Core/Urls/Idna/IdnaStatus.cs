namespace ActorCrawler.Core.Urls.Idna;

/// <summary>Status in the UTS 46 mapping table; deviation characters are valid, because processing is nontransitional.</summary>
internal enum IdnaStatus
{
    Valid,
    Ignored,
    Mapped,
    Disallowed,
}
