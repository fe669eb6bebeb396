namespace ActorCrawler.Core.Http;

/// <summary>What became of a Set-Cookie field.</summary>
public enum CookieOutcome : byte
{
    /// <summary>Kept, perhaps in place of an older one.</summary>
    Stored,

    /// <summary>Expired: an older one of its name was removed.</summary>
    Removed,

    /// <summary>Not kept: no valid cookie (control characters, too large, neither name nor value).</summary>
    Invalid,

    /// <summary>Not kept: its domain is not the host's, or is a public suffix.</summary>
    ForeignDomain,

    /// <summary>Not kept: Secure from an insecure connection, or it would hide a secure cookie.</summary>
    Insecure,

    /// <summary>Not kept: its name starts with __Secure- or __Host- and it does not fulfil what that promises.</summary>
    BrokenPrefix,
}
