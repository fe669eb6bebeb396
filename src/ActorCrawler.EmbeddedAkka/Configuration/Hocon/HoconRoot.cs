namespace Akka.Configuration.Hocon;

/// <summary>What was parsed: the answer of an include callback.</summary>
public sealed class HoconRoot
{
    private HoconValue? _value;

    /// <summary>Wraps a value that is already there.</summary>
    public HoconRoot(HoconValue value)
    {
        _value = value;
    }

    /// <summary>
    /// Keeps the text, because an included text is read in its place: what it leaves open, the including file may define,
    /// and what it defines, the including file may override.
    /// </summary>
    internal HoconRoot(string text, Func<string, HoconRoot?>? includeCallback)
    {
        Text = text;
        IncludeCallback = includeCallback;
    }

    /// <summary>The value, with all substitutions made.</summary>
    /// <exception cref="FormatException">The text is no HOCON; the message names the line.</exception>
    public HoconValue Value => _value ??= HoconResolver.Resolve(HoconTextParser.Parse(Text!, IncludeCallback));

    internal string? Text { get; }

    internal Func<string, HoconRoot?>? IncludeCallback { get; }
}
