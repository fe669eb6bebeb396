namespace ActorCrawler.Core.Urls.Idna;

/// <summary>Unicode's Bidi_Class, in the order of the table; what RFC 5893 never allows is <see cref="Other"/>.</summary>
internal enum BidiClass
{
    L,
    R,
    AL,
    AN,
    EN,
    ES,
    CS,
    ET,
    ON,
    BN,
    NSM,
    Other,
}
