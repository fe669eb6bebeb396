using System.Globalization;

namespace Akka.Event;

/// <summary>A template and its arguments, put together only when somebody wants the text.</summary>
public sealed class LogMessage
{
    private readonly object?[] _arguments;

    internal LogMessage(string format, object?[] arguments)
    {
        Format = format;
        _arguments = arguments;
    }

    /// <summary>The template, with <c>{0}</c>, <c>{1}</c>, ...</summary>
    public string Format { get; }

    public IEnumerable<object?> Parameters() => _arguments;

    public override string ToString()
    {
        try
        {
            return string.Format(CultureInfo.InvariantCulture, Format, _arguments);
        }
        catch (FormatException)
        {
            // A bad template is the caller's mistake, but a log line must not fail a logger.
            return $"{Format} [{string.Join(", ", _arguments)}]";
        }
    }
}
