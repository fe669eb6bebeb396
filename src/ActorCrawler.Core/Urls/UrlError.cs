namespace ActorCrawler.Core.Urls;

/// <summary>Why a text is no usable http(s) URL. <see cref="UrlErrors.Explain"/> has a sentence for people.</summary>
public enum UrlError
{
    /// <summary>No error: the text is a URL.</summary>
    None = 0,

    /// <summary>The text is empty (or only white space) and there is no base URL.</summary>
    Empty,

    /// <summary>The text has a scheme other than http and https: <c>mailto:</c>, <c>javascript:</c>, <c>ftp:</c>.</summary>
    NotHttp,

    /// <summary>The text is a relative reference and there is no base URL.</summary>
    RelativeWithoutBase,

    /// <summary>There is no host after the scheme, or nothing between <c>@</c> and the path.</summary>
    HostMissing,

    /// <summary>The host holds a character that no host may hold, or its percent-encoding decodes to one.</summary>
    HostForbiddenCharacter,

    /// <summary>
    /// The host is not valid under UTS 46 (IDNA): a disallowed character, bad punycode, or a broken joiner or direction rule.
    /// </summary>
    HostInvalidDomain,

    /// <summary>The host ends in a number and is not a valid IPv4 address.</summary>
    HostInvalidIpv4,

    /// <summary>The host starts with a bracket and is not a valid IPv6 address.</summary>
    HostInvalidIpv6,

    /// <summary>The host is longer than any name can be (4,096 bytes before normalisation).</summary>
    HostTooLong,

    /// <summary>The port is not a number from 0 to 65535.</summary>
    PortInvalid,

    /// <summary>The text is longer than the limit of the caller.</summary>
    TooLong,
}
