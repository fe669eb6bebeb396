namespace ActorCrawler.Core.Http;

/// <summary>
/// A Set-Cookie field, parsed (RFC 6265bis section 5.6). Text is taken as octets, one for each character (Latin-1), as HTTP clients hand it over.
/// </summary>
public sealed record SetCookie
{
    /// <summary>Octets of name and value together at most.</summary>
    public const int MaxNameAndValue = 4096;

    /// <summary>Octets of an attribute's value at most; a longer one is ignored.</summary>
    public const int MaxAttributeValue = 1024;

    /// <summary>How far ahead a cookie may expire; later is cut to it.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(400);

    private SetCookie(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The name; may be empty when the value is not.</summary>
    public string Name { get; }

    /// <summary>The value, quotes included.</summary>
    public string Value { get; }

    /// <summary>When it expires, by Max-Age or else by Expires; null for the end of the session.</summary>
    public DateTimeOffset? Expires { get; private set; }

    /// <summary>The Domain attribute in lower case without its leading dot; null when absent.</summary>
    public string? Domain { get; private set; }

    /// <summary>The Path attribute; null when absent or not starting with a slash, so that the default path holds.</summary>
    public string? Path { get; private set; }

    /// <summary>Whether it goes over secure connections only.</summary>
    public bool Secure { get; private set; }

    /// <summary>Whether scripts must not see it.</summary>
    public bool HttpOnly { get; private set; }

    /// <summary>The SameSite attribute.</summary>
    public SameSiteMode SameSite { get; private set; }

    /// <summary>Parses a field; null when it holds no valid cookie.</summary>
    /// <param name="field">The field's value, one line.</param>
    /// <param name="now">When the answer arrived; Max-Age counts from it.</param>
    /// <param name="rules">Which rules hold where RFC 6265 and RFC 6265bis differ.</param>
    public static SetCookie? Parse(ReadOnlySpan<char> field, DateTimeOffset now, CookieRules rules)
    {
        // A line end cannot be part of a field: where one came through all the same, the field ended there.
        var end = field.IndexOfAny('\r', '\n');
        if (end >= 0)
            field = field[..end];
        if (HasControl(field))
            return null;
        var pair = Next(ref field, ';');
        var equals = pair.IndexOf('=');
        var name = equals < 0 ? default : pair[..equals].Trim(" \t");
        var value = pair[(equals + 1)..].Trim(" \t");
        if (name.Length + value.Length > MaxNameAndValue || (name.IsEmpty && (value.IsEmpty || rules == CookieRules.Rfc6265)))
            return null;
        var cookie = new SetCookie(name.ToString(), value.ToString());
        DateTimeOffset? byAge = null;
        while (!field.IsEmpty)
        {
            var attribute = Next(ref field, ';');
            var key = Next(ref attribute, '=').Trim(" \t");
            var text = attribute.Trim(" \t");
            if (text.Length > MaxAttributeValue)
                continue;
            if (Is(key, "max-age"))
                byAge = MaxAge(text, now) ?? byAge;
            else if (Is(key, "expires"))
                cookie.Expires = CookieDate.TryParse(text, out var date) ? date : cookie.Expires;
            else if (Is(key, "domain"))
                cookie.Domain = text.IsEmpty && rules == CookieRules.Rfc6265 ? cookie.Domain : DomainOf(text);
            else if (Is(key, "path"))
                cookie.Path = text.StartsWith('/') ? text.ToString() : null;
            else if (Is(key, "secure"))
                cookie.Secure = true;
            else if (Is(key, "httponly"))
                cookie.HttpOnly = true;
            else if (Is(key, "samesite"))
                cookie.SameSite = Mode(text);
        }
        cookie.Expires = byAge ?? cookie.Expires;
        if (cookie.Expires - now > MaxLifetime)
            cookie.Expires = now + MaxLifetime;
        return cookie;
    }

    private static string DomainOf(ReadOnlySpan<char> text) => text[(text.StartsWith('.') ? 1 : 0)..].ToString().ToLowerInvariant();

    private static SameSiteMode Mode(ReadOnlySpan<char> text) =>
        Is(text, "none") ? SameSiteMode.None : Is(text, "lax") ? SameSiteMode.Lax : Is(text, "strict") ? SameSiteMode.Strict : SameSiteMode.Default;

    private static bool Is(ReadOnlySpan<char> text, string name) => text.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The controls that make the whole field invalid: all but the tab.</summary>
    private static bool HasControl(ReadOnlySpan<char> field)
    {
        foreach (var c in field)
        {
            if ((c < ' ' && c != '\t') || c == 0x7F)
                return true;
        }
        return false;
    }

    /// <summary>Takes the text up to a separator, or all of it.</summary>
    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> text, char separator)
    {
        var at = text.IndexOf(separator);
        var next = at < 0 ? text : text[..at];
        text = at < 0 ? default : text[(at + 1)..];
        return next;
    }

    private static DateTimeOffset? MaxAge(ReadOnlySpan<char> text, DateTimeOffset now)
    {
        var isNegative = text.StartsWith('-');
        var digits = text[(isNegative ? 1 : 0)..];
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return null;
        if (isNegative || !DeltaSeconds.TryParse(digits, MaxLifetime, out var age) || age == TimeSpan.Zero)
            return DateTimeOffset.MinValue;
        return now + age;
    }
}
