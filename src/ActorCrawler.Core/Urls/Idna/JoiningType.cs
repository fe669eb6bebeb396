namespace ActorCrawler.Core.Urls.Idna;

/// <summary>Unicode's Joining_Type, in the order of the table.</summary>
internal enum JoiningType
{
    None,
    Right,
    Left,
    Dual,
    Causing,
    Transparent,
}
