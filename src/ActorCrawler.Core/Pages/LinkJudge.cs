using System.Collections.Immutable;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Pages;

/// <summary>Judges links found on pages, from the settings alone. Thread-safe.</summary>
internal sealed class LinkJudge
{
    private readonly UrlScope _scope;
    private readonly UrlScope _hosts;
    private readonly TrapRules? _traps;
    private readonly int _maxUrlBytes;

    public LinkJudge(ParserSettings settings)
    {
        _scope = new UrlScope(
            settings.Scope, settings.ScopeHosts, Patterns(settings.Include, settings.PatternTimeLimit), Patterns(settings.Exclude, settings.PatternTimeLimit));
        _hosts = new UrlScope(settings.Scope, settings.ScopeHosts, [], []);
        _traps = settings.Traps == TrapSettings.Off ? null : new TrapRules(settings.Traps);
        _maxUrlBytes = settings.MaxUrlBytes;
        HasSlowPatterns = !_scope.IsLinear;
    }

    /// <summary>Whether there are patterns that may take long.</summary>
    public bool HasSlowPatterns { get; }

    /// <summary>Adds a host to the scope; false when it was there.</summary>
    public bool AddHost(HostKey host)
    {
        _hosts.AddHost(host);
        return _scope.AddHost(host);
    }

    /// <summary><see cref="Reason.Queued"/>, or the rule that excludes a canonical URL; <see cref="Reason.Scope"/> for an external link.</summary>
    /// <param name="url">The URL, ASCII.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="today">The date that calendars are measured from.</param>
    /// <param name="skipsPatterns">Whether patterns have cost enough time: then a URL of the scope's hosts is one that they ran out of time on.</param>
    public Reason Judge(ReadOnlySpan<byte> url, in UrlParts parts, DateOnly today, bool skipsPatterns)
    {
        var reason = (skipsPatterns ? _hosts : _scope).Judge(url, parts).Reason.ToReason();
        if (reason != Reason.Queued)
            return reason;
        if (skipsPatterns)
            return Reason.PatternTimeout;
        if (url.Length > _maxUrlBytes)
            return Reason.UrlTooLong;
        return _traps is null ? Reason.Queued : _traps.Judge(url, parts, today).ToReason();
    }

    private static ImmutableArray<UrlPattern> Patterns(ImmutableArray<string> texts, TimeSpan timeLimit) =>
        [.. texts.Select(text => UrlPattern.TryParse(text, timeLimit, out var pattern, out var error) ? pattern : throw new ArgumentException(error))];
}
