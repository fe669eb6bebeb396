namespace Akka.Configuration.Hocon;

/// <summary>Parses HOCON (https://github.com/lightbend/config/blob/main/HOCON.md).</summary>
public static class Parser
{
    /// <summary>Parses a text. Errors show when <see cref="HoconRoot.Value"/> is read or the text is included.</summary>
    /// <param name="text">HOCON.</param>
    /// <param name="includeCallback">Finds what <c>include</c> names; see <see cref="ConfigurationFactory.ParseString(string, Func{string, HoconRoot})"/>.</param>
    public static HoconRoot Parse(string text, Func<string, HoconRoot?>? includeCallback) => new(text, includeCallback);
}
