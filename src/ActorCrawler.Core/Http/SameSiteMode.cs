namespace ActorCrawler.Core.Http;

/// <summary>The SameSite attribute of a cookie.</summary>
public enum SameSiteMode : byte
{
    /// <summary>Absent or unknown.</summary>
    Default,

    /// <summary>None.</summary>
    None,

    /// <summary>Lax.</summary>
    Lax,

    /// <summary>Strict.</summary>
    Strict,
}
