using System.Collections.Immutable;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Pages;

/// <summary>Judges links found on pages, from the settings alone. Thread-safe.</summary>
internal sealed class LinkJudge
{
    private readonly UrlScope _scope;
    private readonly int _maxUrlBytes;

    public LinkJudge(ParserSettings settings)
    {
        _scope = new UrlScope(
            settings.Scope, settings.ScopeHosts, Patterns(settings.Include, settings.PatternTimeLimit), Patterns(settings.Exclude, settings.PatternTimeLimit));
        _maxUrlBytes = settings.MaxUrlBytes;
    }

    /// <summary>Adds a host to the scope; false when it was there.</summary>
    public bool AddHost(HostKey host) => _scope.AddHost(host);

    /// <summary><see cref="Reason.Queued"/>, or the rule that excludes a canonical URL; <see cref="Reason.Scope"/> for an external link.</summary>
    public Reason Judge(ReadOnlySpan<byte> url, in UrlParts parts)
    {
        var reason = _scope.Judge(url, parts).Reason.ToReason();
        return reason == Reason.Queued && url.Length > _maxUrlBytes ? Reason.UrlTooLong : reason;
    }

    private static ImmutableArray<UrlPattern> Patterns(ImmutableArray<string> texts, TimeSpan timeLimit) =>
        [.. texts.Select(text => UrlPattern.TryParse(text, timeLimit, out var pattern, out var error) ? pattern : throw new ArgumentException(error))];
}
