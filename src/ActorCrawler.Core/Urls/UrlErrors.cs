namespace ActorCrawler.Core.Urls;

/// <summary>Sentences for <see cref="UrlError"/>, for command lines and reports.</summary>
public static class UrlErrors
{
    /// <summary>What is wrong and, where it helps, what to do about it; starts in lower case, ends without a full stop.</summary>
    /// <param name="error">The error; <see cref="UrlError.None"/> is a valid argument.</param>
    public static string Explain(this UrlError error) => error switch
    {
        UrlError.None => "it is a valid URL",
        UrlError.Empty => "it is empty",
        UrlError.NotHttp => "its scheme is neither http nor https",
        UrlError.RelativeWithoutBase => "it is relative and there is no page to resolve it against; write it with https:// or http://",
        UrlError.HostMissing => "it has no host name",
        UrlError.HostForbiddenCharacter => "its host holds a character that host names cannot hold, such as a space, %, <, > or |",
        UrlError.HostInvalidDomain => "its host is not a valid domain name (internationalised names follow UTS 46)",
        UrlError.HostInvalidIpv4 => "its host ends in a number but is not a valid IPv4 address",
        UrlError.HostInvalidIpv6 => "its host in brackets is not a valid IPv6 address",
        UrlError.HostTooLong => "its host is longer than any host name can be",
        UrlError.PortInvalid => "its port is not a number from 0 to 65535",
        UrlError.TooLong => "it is longer than the limit for URLs",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "unknown error"),
    };
}
