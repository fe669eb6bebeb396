namespace ActorCrawler.Core.Sitemaps;

/// <summary>How often a page is said to change.</summary>
public enum ChangeFrequency : byte
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>always.</summary>
    Always,

    /// <summary>hourly.</summary>
    Hourly,

    /// <summary>daily.</summary>
    Daily,

    /// <summary>weekly.</summary>
    Weekly,

    /// <summary>monthly.</summary>
    Monthly,

    /// <summary>yearly.</summary>
    Yearly,

    /// <summary>never.</summary>
    Never,
}
