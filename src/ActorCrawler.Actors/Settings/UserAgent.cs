using System.Reflection;

namespace ActorCrawler.Actors.Settings;

/// <summary>How the crawler names itself.</summary>
/// <param name="Text">The User-Agent header.</param>
/// <param name="ProductToken">The name that robots.txt groups are chosen by (RFC 9309 section 2.2.1).</param>
/// <param name="MailAddress">The contact, where it is a mail address; else empty.</param>
internal sealed record UserAgent(string Text, string ProductToken, string MailAddress)
{
    private const string DefaultToken = "ActorCrawler";

    /// <summary>The version of this build, without its commit.</summary>
    public static string Version { get; } =
        typeof(UserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static UserAgent Read(SettingsReader reader)
    {
        var given = reader.OptionalText("fetch.user-agent", "a User-Agent in printable ASCII that begins with a name, such as ExampleBot/1.0", IsValid);
        var contact = reader.OptionalText("fetch.contact", "a URL or mail address in printable ASCII without parentheses", IsContact);
        var text = given ?? $"{DefaultToken}/{Version}";
        return new UserAgent(contact is null ? text : $"{text} (+{contact})", given is null ? DefaultToken : TokenOf(given), MailAddressOf(contact));
    }

    private static string MailAddressOf(string? contact)
    {
        const string mail = "mailto:";
        if (contact is null || contact.Contains("://", StringComparison.Ordinal) || !contact.Contains('@', StringComparison.Ordinal)) return "";
        return contact.StartsWith(mail, StringComparison.OrdinalIgnoreCase) ? contact[mail.Length..] : contact;
    }

    private static bool IsValid(string text) => text.All(c => c is >= ' ' and <= '~') && TokenOf(text).Length > 0;

    private static bool IsContact(string text) => text.Length > 0 && text.All(c => c is > ' ' and <= '~' and not ('(' or ')' or '\\'));

    /// <summary>
    /// The first product's name; of a browser-like text, <c>Mozilla/5.0 (compatible; ExampleBot/1.0; ...)</c>, the name after
    /// <c>compatible</c>, which is what site owners write into robots.txt.
    /// </summary>
    private static string TokenOf(string text)
    {
        const string compatible = "compatible;";
        var at = text.StartsWith("Mozilla/", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(compatible, StringComparison.OrdinalIgnoreCase) : -1;
        var from = at < 0 ? text : text[(at + compatible.Length)..].TrimStart();
        return new string([.. from.TakeWhile(c => char.IsAsciiLetter(c) || c is '-' or '_')]);
    }
}
