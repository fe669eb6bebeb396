using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// A user's regular expression on canonical URLs. It runs without backtracking, in time linear in the URL, where its constructs allow that;
/// look-around and back-references run with backtracking, within the time limit. Immutable and thread-safe.
/// </summary>
public sealed class UrlPattern
{
    private readonly Regex _regex;

    private UrlPattern(Regex regex, bool isLinear)
    {
        _regex = regex;
        IsLinear = isLinear;
    }

    /// <summary>The expression as the user wrote it.</summary>
    public string Text => _regex.ToString();

    /// <summary>Whether it runs without backtracking.</summary>
    public bool IsLinear { get; }

    /// <summary>Compiles an expression.</summary>
    /// <param name="text">.NET regular expression syntax; it may match anywhere in the URL.</param>
    /// <param name="timeLimit">The longest that one match may take; positive.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="error">What is wrong with the expression, and where.</param>
    public static bool TryParse(
        string text, TimeSpan timeLimit, [NotNullWhen(true)] out UrlPattern? pattern, [NotNullWhen(false)] out string? error)
    {
        pattern = null;
        error = null;
        try
        {
            pattern = Compile(text, timeLimit);
            return true;
        }
        catch (RegexParseException e)
        {
            error = $"the pattern {text} is wrong at character {e.Offset + 1}: {PatternProblem.Of(e)}";
            return false;
        }
    }

    /// <summary>Whether it matches; null when the time limit ran out.</summary>
    /// <param name="url">A canonical URL, ASCII.</param>
    public bool? IsMatch(ReadOnlySpan<byte> url)
    {
        var rented = ArrayPool<char>.Shared.Rent(url.Length);
        try
        {
            var chars = rented.AsSpan(0, Encoding.Latin1.GetChars(url, rented));
            return _regex.IsMatch(chars);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private static UrlPattern Compile(string text, TimeSpan timeLimit)
    {
        try
        {
            return new UrlPattern(new Regex(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, timeLimit), true);
        }
        catch (NotSupportedException)
        {
            return new UrlPattern(new Regex(text, RegexOptions.CultureInvariant, timeLimit), false);
        }
    }
}
