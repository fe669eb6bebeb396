namespace ActorCrawler.Core.Http;

/// <summary>Whose rules a <see cref="CookieJar"/> follows where the two differ.</summary>
public enum CookieRules : byte
{
    /// <summary>RFC 6265bis, as browsers do: a cookie may lack a name, and an empty Domain attribute counts.</summary>
    Rfc6265bis,

    /// <summary>RFC 6265 of 2011: a cookie without a name is ignored, and so is an empty Domain attribute.</summary>
    Rfc6265,
}
