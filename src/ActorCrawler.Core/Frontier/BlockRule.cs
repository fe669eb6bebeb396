using System.Diagnostics.CodeAnalysis;
using System.Text;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Frontier;

/// <summary>What an operator has blocked: hosts, or URLs by a pattern. Immutable and thread-safe.</summary>
public sealed class BlockRule
{
    private readonly UrlPattern? _pattern;

    private BlockRule(string text, HostPattern? host, UrlPattern? pattern)
    {
        Text = text;
        Host = host;
        _pattern = pattern;
    }

    /// <summary>As it was written; <see cref="TryParse"/> makes the same rule of it.</summary>
    public string Text { get; }

    /// <summary>The hosts that are blocked; null when it is a pattern.</summary>
    public HostPattern? Host { get; }

    /// <summary>What is stored with the URLs that it excludes.</summary>
    public string Detail => Host is null ? $"blocked by command: pattern {Text}" : $"blocked by command: host {Text}";

    /// <summary>
    /// Reads a rule: what looks like a host (a name with a dot, a port, or a scheme) is one, anything else is a regular expression on
    /// canonical URLs.
    /// </summary>
    /// <param name="text">The rule.</param>
    /// <param name="timeLimit">The longest that one match of a pattern may take; positive.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="error">What is wrong with it.</param>
    public static bool TryParse(string text, TimeSpan timeLimit, [NotNullWhen(true)] out BlockRule? rule, [NotNullWhen(false)] out string? error)
    {
        (rule, error) = (null, null);
        text = text.Trim();
        if (text.Length == 0)
        {
            error = "a host or a pattern is needed";
            return false;
        }

        if (LooksLikeHost(text) && HostPattern.TryParse(text, out var host))
        {
            rule = new BlockRule(text, host, null);
            return true;
        }

        if (!UrlPattern.TryParse(text, timeLimit, out var pattern, out error)) return false;
        rule = new BlockRule(text, null, pattern);
        return true;
    }

    /// <summary>Whether a URL is blocked. One on which a pattern runs into its time limit is: the rule is there to keep things out.</summary>
    /// <param name="hostKey">Its host, <c>scheme://name[:port]</c>.</param>
    /// <param name="url">The canonical URL, ASCII.</param>
    public bool Matches(string hostKey, ReadOnlySpan<byte> url) => Host is not null ? Host.Matches(hostKey) : _pattern!.IsMatch(url) is not false;

    /// <inheritdoc cref="Matches(string, ReadOnlySpan{byte})"/>
    public bool Matches(string hostKey, string url) => Matches(hostKey, Host is not null ? default : Encoding.ASCII.GetBytes(url));

    private static bool LooksLikeHost(string text)
    {
        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return text.AsSpan(8).TrimEnd('/').IndexOfAny("/*+?^$(){}|\\") < 0;
        return text.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '[' or ']')
            && (text == "localhost" || text.Contains(':', StringComparison.Ordinal) || (text.Contains('.', StringComparison.Ordinal) && text[0] != '.'));
    }
}
